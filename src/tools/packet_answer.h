// What packet_tool does with one line: a request as JSON in, an answer as JSON out. Reads and writes nothing else.
#pragma once
#include <string>
#include <string_view>

namespace tools {

// {"op": "decode", "version": 3|4|5, "hex": "…"} gives {"packets": […], "rest": bytes that are no whole packet yet};
// with an error, {"packets": those before it, if any, "error": {…}}.
// {"op": "encode", "version": 3|4|5, "packet": {…}} gives {"hex": "…"} or {"error": {…}}.
// An `id` of any kind comes back. Errors are write_error's and, for a line that is no such request, write_fault's
// (packet_json.h). The answer has no line feed.
std::string answer(std::string_view line);

}  // namespace tools
