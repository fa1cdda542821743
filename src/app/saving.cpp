#include "app/saving.h"

#include "model/base64.h"
#include "model/hex.h"
#include "model/json_lines.h"
#include "model/payload.h"

namespace app {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;

}  // namespace

std::string save_file_name(std::int64_t unix_ms, std::int32_t utc_offset_s) {
  // The standard library's calendar would bring locales along; its ISO form, shifted to local time, has all digits needed.
  std::string time;
  model::append_utc_time(time, unix_ms + std::int64_t{utc_offset_s} * 1000);
  std::string name = "mqtt_messages_";
  for (const char c : time.substr(0, 19)) {
    if (c == 'T') name += '_';
    if (c >= '0' && c <= '9') name += c;
  }
  return name + ".jsonl";
}

void save_all(const model::MessageStore& store, browser::Services& services, const std::string& file_name) {
  services.download_begin(file_name, "application/jsonl");
  std::string piece;
  for (std::uint64_t seq = store.first_seq(); seq < store.next_seq(); ++seq) {
    model::append_json_line(piece, store.at(seq));
    if (piece.size() < kPiece && seq + 1 < store.next_seq()) continue;
    services.download_piece(model::as_bytes(piece));
    piece.clear();
  }
  services.download_end();
}

std::string text_to_copy(const model::LogEntry& entry, model::CopyAs as, bool hex) {
  using model::CopyAs;
  if (!model::has_message(entry.kind)) return std::string(entry.text.empty() ? entry.topic : entry.text);
  std::string text;
  if (as == CopyAs::base64) {
    model::append_base64(text, entry.payload);
    return text;
  }
  const bool wanted_hex = as == CopyAs::hex || (as == CopyAs::shown && hex);
  if (!wanted_hex && model::is_clipboard_text(entry.payload)) return std::string(model::as_text(entry.payload));
  model::append_hex(text, entry.payload);
  return text;
}

}  // namespace app
