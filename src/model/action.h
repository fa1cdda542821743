// All that a person can ask of the tool. Panels return these; app carries them out.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/copy_as.h"
#include "model/form.h"
#include "model/view.h"

namespace model {

struct Action {
  enum class Kind : std::uint8_t {
    set_text,      // field, text
    set_toggle,    // toggle, flag
    set_login,     // number: LoginKind
    set_version,   // number: mqtt::Version
    set_publish_qos, set_subscribe_qos, set_will_qos,  // number: 0 to 2
    set_retain_handling,  // number: 0 to 2
    set_language,  // number: Language
    set_theme,     // number: ThemeChoice
    connect,       // flag: anyway
    disconnect,    // also cancels connecting and reconnecting
    retry_now,
    publish,       // flag: anyway
    subscribe,     // flag: anyway
    drop_held,     // number: Held::What
    unsubscribe,   // text: filter
    clear, undo_clear,
    save,          // all of the store as JSON Lines
    copy_message,  // seq, number: CopyAs; the payload to the clipboard
    copy_text,     // text: this to the clipboard
    open_message,  // seq
    close_message,
    open_about, close_about,
    dismiss_notices,
  };
  Kind kind = Kind::connect;
  Field field = Field::count;
  Toggle toggle = Toggle::count;
  bool flag = false;
  std::uint32_t number = 0;
  std::uint64_t seq = 0;
  std::string text{};
};
using Actions = std::vector<Action>;

}  // namespace model
