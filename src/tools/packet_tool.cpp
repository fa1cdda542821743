// packet_tool: MQTT packets to JSON and back, a line for a line. See packet_answer.h.
#include <iostream>
#include <string>
#include <string_view>

#include "tools/packet_answer.h"

namespace {

constexpr std::string_view kHelp =
    R"(usage: packet_tool [--help]

Reads one JSON object a line from standard input and writes one a line to standard output, until the input ends.

  {"op":"decode","version":4,"hex":"e000"}
      gives {"packets":[{"cmd":"disconnect"}],"rest":0}; `rest` counts the bytes at the end that are no whole packet yet.
      With an error: {"error":{…}}, and "packets" before it if there were any.
  {"op":"encode","version":5,"packet":{"cmd":"publish","topic":"a","payload":"b"}}
      gives {"hex":"30050001610062"} or {"error":{…}}.

version: 3 (MQTT 3.1, "MQIsdp"), 4 (MQTT 3.1.1) or 5. An "id", of any kind, comes back in the answer.

Packets have the names and shapes of npm's mqtt-packet. Bytes are {"hex":"…"}; a string, which stands for its UTF-8, is
accepted for bytes, and {"hex":"…"} for text. userProperties are an array of [name, value]; {name: value or [values]} is
accepted as well.

An error has kind, reason, text, and what applies of packet, field, rule and numbers. kind: "peer" for bytes that break the
protocol, "local" for a packet that must not be sent, "input" for a line that asks for neither (then field is a path
in the line).

Exit code: 0 at the end of input; 1 for a wrong command line, or when standard output cannot be written.
)";

}  // namespace

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  if (count > 1) {
    const std::string_view argument = arguments[1];
    const bool help = count == 2 && (argument == "--help" || argument == "-h");
    (help ? std::cout : std::cerr) << (help ? ""
                                            : "packet_tool takes requests from standard input, and no arguments\n\n")
                                   << kHelp << std::flush;
    return help && std::cout ? 0 : 1;
  }
  std::cin.tie(nullptr);
  // Who asks may wait for each answer before the next question, so that none is held back.
  for (std::string line; std::cout && std::getline(std::cin, line);) std::cout << tools::answer(line) << std::endl;
  if (!std::cout) std::cerr << "packet_tool: standard output cannot be written\n";
  return std::cout ? 0 : 1;
}
