// The program mqtt_client: its arguments, its files, and the loop that waits for the network and standard input.
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "model/hex.h"
#include "tools/client_help.h"
#include "tools/client_options.h"
#include "tools/drive.h"
#include "tools/lines.h"
#include "tools/shell_client.h"
#include "tools/system.h"
#include "transport/tcp.h"
#include "transport/websocket_native.h"

namespace {

using namespace tools;

std::unique_ptr<transport::NativeTransport> make_transport(bool websocket) {
  return websocket ? transport::make_native_websocket() : transport::make_tcp();
}

void write(std::FILE* to, std::string& text) {
  if (text.empty()) return;
  std::fwrite(text.data(), 1, text.size(), to);
  std::fflush(to);
  if (text.capacity() > (1u << 20)) std::string().swap(text);
  text.clear();
}

int complain(const std::string& what) {
  std::fprintf(stderr, "mqtt_client: %s\n", what.c_str());
  return kUsage;
}

bool read_all(std::FILE* from, std::vector<std::uint8_t>& to) {
  std::uint8_t part[65536];
  std::size_t size = 0;
  while ((size = std::fread(part, 1, sizeof part, from)) > 0) to.insert(to.end(), part, part + size);
  return std::ferror(from) == 0;
}

bool read_file(const std::string& name, std::vector<std::uint8_t>& to) {
  std::FILE* file = std::fopen(name.c_str(), "rb");
  if (file == nullptr) return false;
  const bool ok = read_all(file, to);
  std::fclose(file);
  return ok;
}

// False: `wrong` says why.
bool read_payload(const ClientOptions& options, std::vector<std::uint8_t>& to, std::string& wrong) {
  switch (options.source) {
    case PayloadSource::text:
      to.assign(options.payload.begin(), options.payload.end());
      return true;
    case PayloadSource::hex:
      wrong = "--hex: expected are hexadecimal digits, two a byte";
      return model::parse_hex(options.payload, &to).kind == model::HexResult::Kind::ok;
    case PayloadSource::file:
      wrong = "cannot read " + options.payload;
      return read_file(options.payload, to);
    case PayloadSource::input:
      wrong = "cannot read standard input";
      return read_all(stdin, to);
    case PayloadSource::empty:
    case PayloadSource::none:
      return true;
  }
  return true;
}

bool read_password(ClientOptions& options) {
  if (options.password_file.empty()) return true;
  std::vector<std::uint8_t> bytes;
  if (!read_file(options.password_file, bytes)) return false;
  const std::string text(bytes.begin(), bytes.end());
  options.password = text.substr(0, text.find_first_of("\r\n"));
  return true;
}

int run_shell(Command command, std::span<const std::string_view> arguments) {
  ClientOptions options;
  options.command = command;
  std::string wrong;
  if (!read_options(arguments, options, wrong)) return complain(wrong + "; see --help");
  if (options.help) {
    std::fputs(help_text(command).c_str(), stdout);
    return kDone;
  }
  std::vector<std::uint8_t> payload;
  if (!read_payload(options, payload, wrong)) return complain(wrong);
  if (!read_password(options)) return complain("cannot read " + options.password_file);
  // MQTT 3.1 has no client id that the server chooses.
  if (options.version == mqtt::Version::v3_1 && options.client_id.empty())
    options.client_id = "mqtt_client_" + std::to_string(std::random_device()() % 1'000'000'000);

  catch_interrupts();
  ShellClient shell(options, std::move(payload), make_transport);
  bool going_on = shell.start(now_ms());
  while (going_on) {
    going_on = shell.poll(now_ms());
    write(stdout, shell.out);
    write(stderr, shell.err);
    if (!going_on) break;
    std::vector<transport::Interest> interests;
    shell.client().add_interests(interests);
    if (wait(interests, false, shell.next_deadline()).interrupted) shell.interrupt(now_ms());
  }
  write(stderr, shell.err);
  return shell.exit_code();
}

int run_drive(std::span<const std::string_view> arguments) {
  if (!arguments.empty()) {
    if (arguments.front() != "--help") return complain("drive takes no options; see --help");
    std::fputs(drive_help_text().c_str(), stdout);
    return kDone;
  }
  Drive drive(make_transport);
  Lines lines;
  bool input_open = true;
  std::vector<char> part(std::size_t{64} << 10);
  while (!drive.over()) {
    drive.poll(now_ms());
    write(stdout, drive.out);
    if (drive.over()) break;
    std::vector<transport::Interest> interests;
    drive.client().add_interests(interests);
    if (!wait(interests, input_open, drive.next_deadline()).input) continue;
    const std::size_t size = read_input(part);
    input_open = size > 0;
    if (input_open) {
      lines.add({part.data(), size});
    } else {
      lines.end();
    }
    std::string_view line;
    while (lines.next(line)) {
      drive.take_line(line, now_ms());
      drive.poll(now_ms());
      write(stdout, drive.out);
    }
    if (!input_open) drive.end_input(now_ms());
  }
  return kDone;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string_view> arguments(values + 1, values + count);
  const std::string_view command = arguments.empty() ? "" : arguments.front();
  const auto rest = std::span(arguments).subspan(arguments.empty() ? 0 : 1);
  if (command == "sub") return run_shell(Command::sub, rest);
  if (command == "pub") return run_shell(Command::pub, rest);
  if (command == "drive") return run_drive(rest);
  const bool asked = command == "--help" || command == "-h" || command == "help";
  std::fputs(help_text().c_str(), asked ? stdout : stderr);
  return asked ? kDone : kUsage;
}
