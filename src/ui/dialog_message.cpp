// One message opened: all that is known of it, and its payload in a field from which any part can be selected and copied.
#include <algorithm>

#include "imgui.h"
#include "model/copy_as.h"
#include "model/message_store.h"
#include "model/preview.h"
#include "ui/dialog.h"
#include "ui/glyph_text.h"
#include "ui/message_row.h"
#include "ui/panels.h"
#include "ui/property_text.h"
#include "ui/row_menu.h"
#include "ui/wording.h"

namespace ui {
namespace {

using model::Toggle;

// Of the payload's own bytes in one field: a browser lays a megabyte of text out slowly, and 16 MiB not at all.
constexpr std::uint64_t kPartBytes = 256 * 1024;

std::uint64_t parts_of(const model::LogEntry& entry) {
  return std::max<std::uint64_t>(1, (entry.payload.size() + kPartBytes - 1) / kPartBytes);
}

// A part begins and ends between characters.
model::Bytes part_bytes(model::Bytes payload, std::uint64_t part) {
  const auto cut = [&](std::uint64_t at) {
    return at >= payload.size() ? payload.size() : model::utf8_cut(payload, static_cast<std::size_t>(at));
  };
  const std::size_t begin = cut(part * kPartBytes), end = cut((part + 1) * kPartBytes);
  return payload.subspan(begin, end - begin);
}

void load_part(Frame& frame, const model::LogEntry& entry) {
  PageState& state = frame.state;
  const model::Form& form = frame.view.form;
  const model::PayloadFormat format = form[Toggle::show_hex]      ? model::PayloadFormat::hex
                                      : form[Toggle::pretty_json] ? model::PayloadFormat::json
                                                                  : model::PayloadFormat::text;
  const std::uint64_t key = entry.seq * 4 + static_cast<std::uint64_t>(format) + 1;
  if (state.payload_seq != key) {
    state.payload_seq = key;
    state.payload_part = 0;
    state.payload_loaded = ~std::uint64_t{0};
    state.payload_wrongly_text = wrongly_text(entry);
  }
  state.payload_part = std::min(state.payload_part, parts_of(entry) - 1);
  if (state.payload_loaded == state.payload_part) return;
  state.payload_loaded = state.payload_part;
  // Only a payload of one part can be laid out as JSON.
  const bool whole = parts_of(entry) == 1;
  const model::PayloadFormat used = whole || format == model::PayloadFormat::hex ? format : model::PayloadFormat::text;
  state.payload_text = model::show_all(part_bytes(entry.payload, state.payload_part), used);
}

// Worded once: a message may have megabytes of user properties.
void load_properties(Frame& frame, const model::LogEntry& entry) {
  PageState& state = frame.state;
  const std::uint64_t key = entry.seq * 2 + (frame.view.language == model::Language::zh ? 1 : 0);
  if (state.properties_key == key) return;
  state.properties_key = key;
  state.properties_text = properties_text(entry, frame.view.language);
}

void parts_row(Frame& frame, const model::LogEntry& entry) {
  PageState& state = frame.state;
  const std::uint64_t parts = parts_of(entry);
  if (parts == 1) return;
  if (button(frame, frame.say(Text::previous_part), {.enabled = state.payload_part > 0, .small = true})) --state.payload_part;
  ImGui::SameLine(0, 8);
  if (button(frame, frame.say(Text::next_part), {.enabled = state.payload_part + 1 < parts, .small = true})) ++state.payload_part;
  ImGui::SameLine(0, 10);
  const std::string part = frame.say(Text::part_of, {.number = {state.payload_part + 1, parts}});
  paragraph(frame, part, text_width(frame.fonts.regular, frame.size.text, part) + 1, frame.colour.muted, frame.size.text, 1);
}

std::string head_line(const Frame& frame, const model::LogEntry& entry) {
  std::string line = clock_time(entry.time_ms, frame.view.utc_offset_s, true) + "  " + log_sentence(entry, frame.view.language);
  return line;
}

// "QoS 1 · retain · packet id 7 · 12 B"
std::string facts_line(const model::LogEntry& entry) {
  std::string facts = "QoS " + std::to_string(entry.qos) + (entry.retain ? " · retain" : "") + (entry.dup ? " · DUP" : "");
  if (entry.packet_id != 0) facts += " · packet id " + std::to_string(entry.packet_id);
  facts += " · " + byte_size(entry.payload.size());
  if (entry.payload.size() >= 1024) facts += " (" + grouped(entry.payload.size()) + ")";
  return facts;
}

// The name of a field that stands below it, where there are two.
void caption(Frame& frame, Text name, float left) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({left, at.y + 6});
  heading(frame, frame.say(name), 3, {left, at.y + 6}, frame.size.small, frame.colour.muted);
  ImGui::SetCursorScreenPos({left, at.y + 8 + frame.size.line});
}

// As high as its lines.
float properties_height(const Frame& frame, const std::string& text) {
  return static_cast<float>(std::count(text.begin(), text.end(), '\n') + 1) * frame.size.line + 12;
}

// As high as the payload's lines, as far as they can be told without laying them out.
float payload_height(const Frame& frame, float width) {
  const std::string& text = frame.state.payload_text;
  const float in_a_line = std::max(1.f, width / (frame.size.text * 0.6f));
  const auto lines = static_cast<float>(std::count(text.begin(), text.end(), '\n') + 1) + static_cast<float>(text.size()) / in_a_line;
  return lines * frame.size.line + frame.size.line * 2 + 20;
}

// The choice of the part stands above the copies where both do not fit in a line.
bool two_lines(const Frame& frame, const model::LogEntry& entry) { return !frame.wide && parts_of(entry) > 1; }

float buttons_height(const Frame& frame, bool two) { return (frame.size.field_height + 10) * (two ? 2 : 1); }

void copy_buttons(Frame& frame, const model::LogEntry& entry, bool payload) {
  if (!payload) {
    if (button(frame, frame.say(Text::copy), {.look = ButtonLook::primary})) copy_row(frame, entry);
    return;
  }
  const auto copy = [&](model::CopyAs as) {
    frame.actions.push_back({.kind = model::Action::Kind::copy_message, .number = static_cast<std::uint32_t>(as), .seq = entry.seq});
  };
  if (button(frame, frame.say(Text::copy), {.look = ButtonLook::primary})) copy(model::CopyAs::shown);
  ImGui::SameLine(0, 8);
  if (button(frame, frame.say(Text::copy_as_hex))) copy(model::CopyAs::hex);
  ImGui::SameLine(0, 8);
  if (button(frame, frame.say(Text::copy_as_base64))) copy(model::CopyAs::base64);
}

float dialog_height(const Frame& frame, bool payload, bool limits) {
  constexpr float kPayload = 620, kPlain = 230, kAround = 140, kWrapped = 120;
  if (payload) return kPayload;
  const std::string& properties = frame.state.properties_text;
  if (properties.empty()) return kPlain;
  // In a narrow window long lines take two.
  const float around = kAround + (frame.wide ? 0 : kWrapped) + (limits ? 0 : buttons_height(frame, false));
  return std::min(kPayload, around + properties_height(frame, properties));
}

}  // namespace

bool message_dialog(Frame& frame, float page_width, float page_height) {
  if (!frame.view.open_message || !frame.view.store->has(*frame.view.open_message)) return false;
  const model::LogEntry entry = frame.view.store->at(*frame.view.open_message);
  const bool payload = model::has_message(entry.kind);
  load_properties(frame, entry);
  if (payload) load_part(frame, entry);
  const std::string& properties = frame.state.properties_text;
  const bool limits = entry.kind == model::LogKind::connected && !properties.empty();
  const Dialog dialog{Group::message, Text::group_message, 860, dialog_height(frame, payload, limits)};
  bool close = begin_dialog(frame, dialog, page_width, page_height);
  const DialogRoom room = dialog_room(frame, dialog, page_width, page_height);
  const std::string_view copied = frame.view.copied ? frame.say(Text::copied) : std::string_view();
  dialog_status(frame, dialog, frame.view.copy_failed ? frame.say(Text::copy_refused) : copied,
                frame.view.copy_failed ? frame.colour.error : frame.colour.valid, page_width, page_height);
  paragraph(frame, head_line(frame, entry), room.width, frame.colour.text, frame.size.text, 4);
  // What the limits say is selected and copied in their field: no button below it.
  const float bottom = room.top + room.height - (limits ? 0 : buttons_height(frame, two_lines(frame, entry)));
  if (payload) {
    ImGui::SetCursorScreenPos({room.left, ImGui::GetCursorScreenPos().y + 2});
    paragraph(frame, facts_line(entry), room.width, frame.colour.muted, frame.size.small, 2);
  }
  if (!properties.empty()) {
    const Text name = limits ? Text::server_limits : Text::properties;
    caption(frame, name, room.left);
    // A short payload leaves its room to many properties, a long one takes most of it.
    const float left = bottom - ImGui::GetCursorScreenPos().y;
    const float least = std::max(48.f, left * 0.35f);
    const float most = payload ? std::max(least, left - payload_height(frame, room.width)) : left;
    const float height = std::min(properties_height(frame, properties), most);
    readonly_field(frame, frame.say(name), properties, room.width, height, FieldFont::ui);
    if (payload) caption(frame, Text::payload, room.left);
  }
  if (payload) {
    if (frame.state.payload_wrongly_text) {
      ImGui::SetCursorScreenPos({room.left, ImGui::GetCursorScreenPos().y + 2});
      paragraph(frame, frame.say(Text::not_utf8), room.width, frame.colour.warning, frame.size.text, 2);
    }
    const float top = ImGui::GetCursorScreenPos().y + (properties.empty() ? 4 : 0);
    ImGui::SetCursorScreenPos({room.left, top});
    readonly_field(frame, frame.say(Text::payload), frame.state.payload_text, room.width, std::max(40.f, bottom - top));
  }
  if (two_lines(frame, entry)) {
    ImGui::SetCursorScreenPos({room.left, bottom + 10});
    parts_row(frame, entry);
  }
  ImGui::SetCursorScreenPos({room.left, room.top + room.height - frame.size.field_height});
  if (!limits) copy_buttons(frame, entry, payload);
  if (payload && !two_lines(frame, entry)) {
    ImGui::SameLine(0, 14);
    parts_row(frame, entry);
  }
  // Ctrl+C while nothing is selected.
  if (frame.registry.take_any(ItemInput::Kind::copy)) copy_row(frame, entry);
  if (close) frame.act(model::Action::Kind::close_message);
  end_dialog(frame);
  return true;
}

}  // namespace ui
