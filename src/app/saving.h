// Taking rows of the message window out of the page: all of them to a file, one to the clipboard. Not their form as
// JSON Lines (model/json_lines.h) and not how a browser saves or copies (browser/services.h).
#pragma once
#include <cstdint>
#include <string>

#include "browser/services.h"
#include "model/copy_as.h"
#include "model/message_store.h"

namespace app {

// "mqtt_messages_20260131_235959.jsonl", in the local time that is `utc_offset_s` seconds ahead of UTC. Years 1970 to 9999.
std::string save_file_name(std::int64_t unix_ms, std::int32_t utc_offset_s);

// Gives every row of the store to a download, in pieces of about 256 KiB (more only for a row that is larger).
void save_all(const model::MessageStore& store, browser::Services& services, const std::string& file_name);

// What copying a row puts on the clipboard: a message's payload in the wanted form, and as HEX when it is no text
// (model::is_clipboard_text) or, for CopyAs::shown, with `hex`; of a row without payload its text, else its topic.
std::string text_to_copy(const model::LogEntry& entry, model::CopyAs as, bool hex);

}  // namespace app
