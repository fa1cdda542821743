#include "model/preview.h"

#include <algorithm>

#include "model/hex.h"
#include "model/json.h"

namespace model {
namespace {

// How much of `text` stands in its first kPreviewLines lines; a line break that ends the last of them is not counted
// in.
std::size_t lines_cut(Bytes text) {
  std::size_t lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' && ++lines == kPreviewLines) return i;
  return text.size();
}

Preview text_preview(Bytes payload) {
  Preview made;
  const Bytes head = payload.first(utf8_cut(payload, kPreviewBytes));
  const Bytes shown = head.first(lines_cut(head));
  // One line break at the very end shows nothing more.
  made.cut = shown.size() < payload.size() && !(shown.size() + 1 == payload.size() && payload.back() == '\n');
  made.utf8 = is_utf8(shown);
  append_shown_text(made.text, shown);
  return made;
}

}  // namespace

Preview preview(Bytes payload, PayloadFormat wanted) {
  Preview made;
  if (wanted == PayloadFormat::hex) {
    const std::size_t shown = std::min(payload.size(), (kPreviewBytes + 1) / 3);
    append_hex(made.text, payload.first(shown));
    made.cut = shown < payload.size();
    made.format = PayloadFormat::hex;
  } else if (wanted == PayloadFormat::json && payload.size() <= kLargestPreviewJson && is_utf8(payload) &&
             check_json(payload).kind == JsonResult::Kind::ok) {
    std::string laid_out;
    made.cut = !append_laid_out_json(laid_out, payload, kPreviewBytes, kPreviewLines);
    append_shown_text(made.text, as_bytes(laid_out));
    made.format = PayloadFormat::json;
  } else {
    made = text_preview(payload);
  }
  made.total = payload.size();
  return made;
}

std::string show_all(Bytes payload, PayloadFormat wanted, std::size_t most_json) {
  std::string made;
  if (wanted == PayloadFormat::hex) {
    append_hex(made, payload);
    return made;
  }
  if (wanted == PayloadFormat::json && is_utf8(payload) && check_json(payload).kind == JsonResult::Kind::ok) {
    std::string laid_out;
    if (append_laid_out_json(laid_out, payload, most_json, SIZE_MAX)) {
      append_shown_text(made, as_bytes(laid_out));
      return made;
    }
  }
  append_shown_text(made, payload);
  return made;
}

}  // namespace model
