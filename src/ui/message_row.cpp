#include "ui/message_row.h"

#include <algorithm>
#include <cmath>

#include "model/preview.h"
#include "ui/property_text.h"
#include "ui/widgets.h"
#include "ui/wording.h"

namespace ui {
namespace {

using model::Direction;
using model::LogKind;

constexpr float kPad = 5, kSmallLine = 17;
constexpr std::size_t kNameBytes = 300, kFactsBytes = 400;

void two_digits(std::string& to, std::int64_t value) {
  to += static_cast<char>('0' + value / 10);
  to += static_cast<char>('0' + value % 10);
}

bool is_fault(LogKind kind) {
  return kind == LogKind::refused || kind == LogKind::subscribe_refused || kind == LogKind::failed || kind == LogKind::kicked ||
         kind == LogKind::stopped || kind == LogKind::publish_unknown || kind == LogKind::subscribing_lost ||
         kind == LogKind::publish_refused || kind == LogKind::unsubscribe_refused || kind == LogKind::server_disconnected;
}

std::string meta_of(const model::LogEntry& entry) {
  if (!model::has_message(entry.kind)) return {};
  std::string meta = "QoS " + std::to_string(entry.qos);
  if (entry.retain) meta += " · retain";
  if (entry.dup) meta += " · DUP";
  if (entry.kind == LogKind::published && entry.qos > 0) meta += " · " + std::to_string(entry.number) + " ms";
  meta += " · " + byte_size(entry.payload.size());
  return meta;
}

// In a narrow window the figures stand below the sentence instead of beside it: a topic would be broken for their sake.
bool stands_beside(float width, float meta) { return width - kRowTextLeft - meta > 240; }

// Told by shape as well as by colour: an arrow in, an arrow out, a dot for what has no direction, a cross for a fault.
void draw_icon(const Frame& frame, LogKind kind, ImVec2 centre) {
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  const ImU32 colour = is_fault(kind) ? frame.colour.error : frame.colour.icon;
  const Direction way = direction(kind);
  if (is_fault(kind)) {
    draw->AddLine({centre.x - 4, centre.y - 4}, {centre.x + 4, centre.y + 4}, colour, 2);
    draw->AddLine({centre.x - 4, centre.y + 4}, {centre.x + 4, centre.y - 4}, colour, 2);
  } else if (way == Direction::none) {
    draw->AddRect({centre.x - 4, centre.y - 6}, {centre.x + 4, centre.y + 6}, colour, 2, 0, 1.6f);
    draw->AddRectFilled({centre.x - 1.5f, centre.y + 2}, {centre.x + 1.5f, centre.y + 4}, colour);
  } else {
    const float up = way == Direction::out ? -1.f : 1.f;
    draw->AddLine({centre.x, centre.y - 6 * up}, {centre.x, centre.y + 2 * up}, colour, 2);
    draw->AddTriangleFilled({centre.x - 4.5f, centre.y + 1 * up}, {centre.x + 4.5f, centre.y + 1 * up},
                            {centre.x, centre.y + 6.5f * up}, colour);
  }
}

}  // namespace

std::string clock_time(std::int64_t unix_ms, std::int32_t utc_offset_s, bool exact) {
  const std::int64_t local = unix_ms + std::int64_t{utc_offset_s} * 1000;
  const std::int64_t day = ((local % 86'400'000) + 86'400'000) % 86'400'000;
  std::string out;
  two_digits(out, day / 3'600'000);
  out += ':';
  two_digits(out, day / 60'000 % 60);
  out += ':';
  two_digits(out, day / 1000 % 60);
  if (exact) {
    out += '.';
    out += static_cast<char>('0' + day / 100 % 10);
    two_digits(out, day % 100);
  }
  return out;
}

void lay_out_row(const Frame& frame, const model::LogEntry& entry, float width, MessageRow& row) {
  row.seq = entry.seq;
  row.kind = entry.kind;
  row.payload_bytes = entry.payload.size();
  row.time = clock_time(entry.time_ms, frame.view.utc_offset_s);
  row.meta = meta_of(entry);
  const std::string sentence = log_sentence(entry, frame.view.language);
  row.name = row.time + ' ' + sentence;
  const float meta = row.meta.empty() ? 0 : text_width(frame.fonts.regular, frame.size.small, row.meta) + 16;
  const bool beside = stands_beside(width, meta);
  wrap_text(frame.fonts.regular, frame.size.text, std::string_view(sentence).substr(0, 2048),
            width - kRowTextLeft - (beside ? meta : 8), 16, row.head);
  row.facts = properties_in_line(entry, frame.view.language, kFactsBytes);
  if (!row.facts.empty()) row.name.append(" (").append(row.facts).append(")");
  row.cut = false;
  row.body.lines.clear();
  if (model::has_message(entry.kind)) {
    const model::Form& form = frame.view.form;
    const model::PayloadFormat format = form[model::Toggle::show_hex]      ? model::PayloadFormat::hex
                                        : form[model::Toggle::pretty_json] ? model::PayloadFormat::json
                                                                           : model::PayloadFormat::text;
    const model::Preview preview = model::preview(entry.payload, format);
    wrap_text(frame.fonts.mono, frame.size.text - 1, preview.text, width - kRowTextLeft - 8, model::kPreviewLines, row.body, &row.cut);
    row.cut |= preview.cut;
    if (preview.text.empty()) row.body.lines.clear();
    row.name += ": ";
    row.name.append(std::string_view(preview.text).substr(0, model::utf8_cut(model::as_bytes(preview.text), kNameBytes)));
  }
  const auto lines = [](const WrappedText& text) { return static_cast<float>(text.lines.size()); };
  row.height = kPad * 2 + lines(row.head) * frame.size.line + lines(row.body) * frame.size.mono_line +
               (beside || row.meta.empty() ? 0 : kSmallLine) + (row.facts.empty() ? 0 : kSmallLine) + (row.cut ? frame.size.line : 0);
}

void draw_row(Frame& frame, const MessageRow& row, ImVec2 at, float width, bool hovered) {
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  if (hovered) draw->AddRectFilled(at, {at.x + width, at.y + row.height}, frame.colour.hover_row);
  float y = at.y + kPad;
  draw_icon(frame, row.kind, {at.x + 14, y + frame.size.line / 2});
  draw_text(frame.fonts.regular, frame.size.text - 1, {at.x + 28, y + 1}, frame.colour.time, row.time);
  const ImU32 words = is_fault(row.kind) ? frame.colour.error : frame.colour.text;
  const float meta = text_width(frame.fonts.regular, frame.size.small, row.meta);
  const bool beside = stands_beside(width, meta + 16);
  if (beside && !row.meta.empty() && !hovered)
    draw_text(frame.fonts.regular, frame.size.small, {at.x + width - meta - 8, y + 2}, frame.colour.muted, row.meta);
  for (std::size_t i = 0; i < row.head.lines.size(); ++i, y += frame.size.line)
    draw_mapped(frame.fonts.regular, frame.size.text, {at.x + kRowTextLeft, y}, words, row.head.line(i));
  if (!beside && !row.meta.empty()) {
    draw_text(frame.fonts.regular, frame.size.small, {at.x + kRowTextLeft, y}, frame.colour.muted, row.meta);
    y += kSmallLine;
  }
  if (!row.facts.empty()) {
    draw_text_cut(frame.fonts.regular, frame.size.small, {at.x + kRowTextLeft, y}, width - kRowTextLeft - 8, frame.colour.muted, row.facts);
    y += kSmallLine;
  }
  for (std::size_t i = 0; i < row.body.lines.size(); ++i, y += frame.size.mono_line)
    draw_mapped(frame.fonts.mono, frame.size.text - 1, {at.x + kRowTextLeft, y}, frame.colour.text, row.body.line(i));
  if (row.cut) {
    const std::string more = frame.say(Text::show_all, {.text = byte_size(row.payload_bytes)});
    draw_text(frame.fonts.regular, frame.size.small, {at.x + kRowTextLeft, y + 2}, frame.colour.link, more);
  }
}

}  // namespace ui
