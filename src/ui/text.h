// The catalogue of the page's words in English and Chinese, and the filling in of their blanks.
// Complaints and log entries are worded in wording.h.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "model/view.h"
#include "ui/item.h"

namespace ui {

enum class Text : std::uint16_t {
#define T(name, en, zh) name,
#include "ui/text_catalogue.inc"
#undef T
  count
};

std::string_view text(Text id, model::Language language);

// The English words of a text of the catalogue, whichever language `shown` is in; any other text as it is. By address, not by
// content: for ids that outlast a switch of language.
std::string_view language_free(std::string_view shown);

// A panel's or dialog's accessible name.
std::string_view group_name(Group group, model::Language language);

// Fills {0}, {1}, {2} and {t}; a blank that the pattern does not name is left out. Numbers are grouped from 10,000 on.
struct Blanks {
  std::uint64_t number[3] = {};
  std::string_view text{};
};
std::string fill(std::string_view pattern, const Blanks& blanks);

// "12,345"
std::string grouped(std::uint64_t number);
// "512 B", "3.4 KB", "16.0 MB" (1 KB = 1024 bytes)
std::string byte_size(std::uint64_t bytes);

}  // namespace ui
