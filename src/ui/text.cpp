#include "ui/text.h"

#include <iterator>

namespace ui {
namespace {

struct Pair {
  std::string_view en, zh;
};

constexpr Pair kTexts[] = {
#define T(name, en, zh) {en, zh},
#include "ui/text_catalogue.inc"
#undef T
};

}  // namespace

std::string_view text(Text id, model::Language language) {
  const Pair& pair = kTexts[static_cast<std::size_t>(id)];
  return language == model::Language::zh ? pair.zh : pair.en;
}

std::string_view language_free(std::string_view shown) {
  for (const Pair& pair : kTexts)
    if (pair.zh.data() == shown.data() && pair.zh.size() == shown.size()) return pair.en;
  return shown;
}

std::string_view group_name(Group group, model::Language language) {
  constexpr Text kNames[] = {Text::group_title,         Text::group_connect,  Text::group_publish,
                             Text::group_subscribe,     Text::group_subscriptions, Text::group_messages,
                             Text::group_about,         Text::group_message,  Text::group_held,
                             Text::group_keys,          Text::group_menu};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Group::count));
  return text(kNames[static_cast<std::size_t>(group)], language);
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  if (number < 10'000) return digits;
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string byte_size(std::uint64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " B";
  const bool mega = bytes >= 1024 * 1024;
  const std::uint64_t tenths = mega ? (bytes * 10 + 524'288) / 1'048'576 : (bytes * 10 + 512) / 1024;
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + (mega ? " MB" : " KB");
}

std::string fill(std::string_view pattern, const Blanks& blanks) {
  std::string out;
  out.reserve(pattern.size() + blanks.text.size() + 16);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool blank = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    if (!blank) {
      out += pattern[i];
      continue;
    }
    const char key = pattern[i + 1];
    if (key == 't') out += blanks.text;
    if (key >= '0' && key <= '2') out += grouped(blanks.number[key - '0']);
    i += 2;
  }
  return out;
}

}  // namespace ui
