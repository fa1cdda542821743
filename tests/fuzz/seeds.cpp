// fuzz_seeds FOLDER: writes first inputs for every fuzzer, FOLDER/<name>/*: the packets of the tables as they are, as
// what a peer sends and as JSON, and texts of each form. The corpora beside this file came out of these, longer runs
// and
// `-merge=1`.
#include <cstdio>
#include <filesystem>
#include <string>

#include "support/mqtt_vectors.h"

namespace {

std::filesystem::path folder;

void write(const char* fuzzer, const std::string& name, const std::string& content) {
  std::filesystem::create_directories(folder / fuzzer);
  const std::filesystem::path file = folder / fuzzer / name;
  std::FILE* to = std::fopen(file.c_str(), "wb");
  if (!to) return std::perror(file.c_str());
  std::fwrite(content.data(), 1, content.size(), to);
  std::fclose(to);
}

std::string packed(std::string_view hex) { return std::string(mqtt::as_text(mqtt_text::hex(hex))); }

// A script of fuzz_session: connect and open, the packet as the peer's first or after a CONNACK, once more in two
// parts.
void write_sessions(const std::string& name, const std::string& bytes, mqtt::Version version) {
  if (bytes.size() > 250) return;
  const auto sent = [](const std::string& part) {
    return std::string({'\x02', static_cast<char>(part.size())}) + part;
  };
  const std::string start = std::string(1, static_cast<char>(static_cast<int>(version) - 3)) + packed("07 00 03 01");
  const std::string connack = packed(version == mqtt::Version::v5 ? "02 05 20 03 00 00 00" : "02 04 20 02 00 00");
  const std::string work = packed("06 01 00 06 42 01 08 05 01 01 09 01 00 0E");
  write("session", name + "_first", start + sent(bytes));
  write("session", name + "_later",
        start + connack + work + sent(bytes) + packed("0E") + sent(bytes.substr(0, 2)) + sent(bytes.substr(2)) +
            packed("0E 0C"));
}

// Scripts of fuzz_session, without the version before them: messages both ways to their end, a session that is resumed
// with what was under way, too many messages, authentication that begins anew, requests and their answers.
const char* const kScripts[][2] = {
    {"qos_2", "00 00 03 01 03 02 00 00 00 00 06 02 00 03 05 01 00 00 03 07 01 00 00 03 03 01 09 00 03 06 01 00 00 0E"},
    {"resumed",
     "01 00 01 01 03 02 00 00 00 00 06 01 00 06 02 01 03 05 02 00 00 0C 06 01 01 00 01 01 03 02 01 00 00 00 "
     "03 04 01 00 00 03 07 02 00 00 0E 0C 00 01 01 03 02 00 00 00 00"},
    {"too_many", "00 00 23 02 01 03 02 00 00 00 00 03 03 01 09 00 03 03 02 09 00 03 03 07 09 00"},
    {"authentication",
     "00 00 23 20 01 03 0F 00 04 01 0A 04 01 03 02 00 00 00 80 0A 05 01 03 0F 00 04 01 0A 04 03 03 0F "
     "00 00 01"},
    {"requests",
     "01 00 03 01 03 02 00 00 00 00 08 05 01 08 06 03 05 09 01 00 03 09 01 01 40 03 09 02 01 80 03 0B 03 00 40"},
    {"wrong_count", "00 00 03 01 03 02 00 00 00 00 08 05 01 03 09 01 01 80"},
    {"limits", "00 00 03 01 03 02 00 00 0F 0E 06 06 01 08 05 03 08 05 05 08 25 00 06 C1 00 0D 04 0D 05"},
    {"aliases",
     "02 00 2B 08 01 03 02 00 00 00 04 06 00 01 06 00 01 06 09 01 02 06 08 01 06 03 03 01 00 01 03 03 06 00 01"},
};

// First byte: the form; see fuzz_text.cpp.
const char* const kTexts[][2] = {
    {"utf8", "\x00温度 😀 é \xC3\x28 \xED\xA0\x80"},
    {"hex",
     "\x01"
     "a1 A2,0x01\t0xfF\r\n00"},
    {"json", "\x02{\"a\":[1,-2.5e+3,true,false,null,\"\\u00e9\\n\"],\"b\":{}}"},
    {"topics", "\x03$share/name/+/b/#\na/b/c"},
    {"topics_plain", "\x03+/+\n/finance"},
    {"topics_dollar", "\x03#\n$SYS/a"},
    {"url",
     "\x04topic=%2Fa%2Fb&qos=2&ssl=true&port=443\naddress=host&version=5&userProperties=a%3Db%0Ac&deviceSecret=x"},
    {"address", "\x05wss://user:pw@[::1]:8443/mqtt?x=1#y"},
    {"address_plain", "\x05localhost"},
    {"string", "\x06\"quoted\" \\ \t 温 \x7F\xFF"},
    {"line", "\x07topic\n\x26\x01\x61\x01\x62"},
    {"user_properties", "\x08name=value\r\n\n=\na=b=c"},
};

const char* const kLines[][2] = {
    {"decode", R"({"op":"decode","version":5,"hex":"30 05 00 01 61 00 78","id":[1,{"a":null}]})"},
    {"connect",
     R"({"op":"encode","version":5,"packet":{"cmd":"connect","clientId":"c","clean":false,"keepalive":9,"username":"u",)"
     R"("password":{"hex":"00ff"},"will":{"topic":"w","payload":"p","qos":1,"retain":true,"properties":{"willDelayInterval":1}},)"
     R"("properties":{"userProperties":{"a":["1","2"]},"receiveMaximum":2}}})"},
    {"subscribe",
     R"({"op":"encode","version":5,"packet":{"cmd":"subscribe","messageId":6,"subscriptions":[{"topic":"a","qos":1,"nl":true,"rap":true,"rh":1}]}})"},
    {"publish",
     R"({"op":"encode","version":4,"packet":{"cmd":"publish","topic":"a","payload":"x","qos":2,"dup":true,"messageId":7}})"},
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return std::fputs("usage: fuzz_seeds FOLDER\n", stderr), 2;
  folder = arguments[1];
  for (const Vector& each : vectors_of_every_version()) {
    const std::string name = std::to_string(static_cast<int>(each.version)) + "_" + each.name;
    const std::string bytes(mqtt::as_text(each.bytes));
    write("decode", name, bytes);
    write("packet_json", name, static_cast<char>(static_cast<int>(each.version) - 2) + bytes);
    write_sessions(name, bytes, each.version);
  }
  for (const auto& [name, script] : kScripts)
    for (const char version : {'\0', '\1', '\2'})
      write("session", name + std::string(1, static_cast<char>('3' + version)), version + packed(script));
  // The first one starts with a byte that is 0.
  for (const auto& [name, text] : kTexts) write("text", name, std::string(1, text[0]) + (text + 1));
  for (const auto& [name, line] : kLines) write("packet_json", name, std::string(1, '\0') + line);
}
