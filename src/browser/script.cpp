#include "browser/script.h"

namespace browser {
namespace {

struct Range {
  char32_t first, last;
};

constexpr Range kPlain[] = {
    {0x0000, 0x02FF},   {0x0370, 0x0482},   {0x048A, 0x058F},  // Latin, Greek, Cyrillic, Armenian
    {0x10A0, 0x10FF},   {0x1E00, 0x200B},   {0x2010, 0x2027},   {0x202F, 0x205F},   {0x2070, 0x20CF},
    {0x2100, 0x2CEE},   {0x2CF2, 0x2D7E},   {0x2E00, 0x3029},   {0x3030, 0x3098},   {0x309B, 0xA48F},
    {0xA700, 0xA7FF},   {0xAB30, 0xAB6B},   {0xAC00, 0xD7A3},   {0xF900, 0xFB06},   {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},   {0xFF01, 0xFF9D},   {0xFFA0, 0xFFEF},   {0xFFFC, 0xFFFD},   {0x1D400, 0x1D7FF},
    {0x1F000, 0x1F1E5}, {0x1F200, 0x1F3FA}, {0x1F400, 0x1FAFF}, {0x20000, 0x323AF},
};

// Thai and Lao stand upright beside each other: their clusters are enough, and their words have no spaces.
constexpr Range kWordShaped[] = {
    {0x0590, 0x0DFF}, {0x1000, 0x109F}, {0x1780, 0x18AF}, {0x1900, 0x1CFF},   {0xA800, 0xA8FF},   {0xA930, 0xAADF},
    {0xABC0, 0xABFF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x11FFF}, {0x1E800, 0x1EFFF},
};

template <std::size_t kCount>
bool within(const Range (&ranges)[kCount], char32_t code_point) {
  for (const Range& range : ranges)
    if (code_point <= range.last) return code_point >= range.first;
  return false;
}

}  // namespace

bool is_plain(char32_t code_point) { return within(kPlain, code_point); }
bool is_word_shaped(char32_t code_point) { return within(kWordShaped, code_point); }

char32_t next_code_point(std::string_view utf8, std::size_t& position) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned lead = byte(position++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || position + more > utf8.size()) return kReplacement;
  char32_t code_point = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const unsigned next = byte(position + i);
    if ((next & 0xC0) != 0x80) return kReplacement;
    code_point = code_point << 6 | (next & 0x3F);
  }
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (code_point < kSmallest[more] || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
    return kReplacement;
  position += more;
  return code_point;
}

void append_code_point(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

}  // namespace browser
