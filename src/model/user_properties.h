// MQTT 5's user properties as a person types them: one `name=value` a line, in the order in which they are sent. The first
// `=` of a line divides, so a value may have more of them and a name none; blanks belong to what they stand beside; empty
// lines are passed over; name or value may be empty. Not their rules as MQTT's strings (app/form_judge).
#pragma once
#include <cstddef>
#include <string_view>

namespace model {

struct UserPropertyLine {
  std::string_view name, value;
  std::size_t line = 0;  // from 1
  bool divided = false;  // it has a `=`; without, all of it is in `name`
};

// Takes the next line that is not empty off the front of `text`; `line` counts on and starts as 0. False: there is none.
bool next_user_property(std::string_view& text, std::size_t& line, UserPropertyLine& out);

}  // namespace model
