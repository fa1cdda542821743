#include "app/form_edit.h"

#include <algorithm>

#include "model/address.h"
#include "uiot/topics.h"

namespace app {
namespace {

using model::Complaint;
using model::Field;
using model::Form;
using model::Level;
using model::LoginKind;
using model::Mark;
using model::Toggle;

constexpr std::string_view kOtherTopic = "test/topic";
// More than this appearing at once was pasted or filled in, not typed: one key or one committed composition gives less.
constexpr std::size_t kMostTypedBytes = 4;

std::string preset_of(const Form& form, Field topic) {
  if (form.login == LoginKind::other) return std::string(kOtherTopic);
  const auto preset = topic == Field::publish_topic ? uiot::upload_topic : uiot::set_topic;
  return preset(form[Field::product_sn], form[Field::device_sn]);
}

void follow_presets(Form& form) {
  if (!form.publish_topic_typed) form[Field::publish_topic] = preset_of(form, Field::publish_topic);
  if (!form.subscribe_topic_typed) form[Field::subscribe_topic] = preset_of(form, Field::subscribe_topic);
}

std::string_view tied_port(const Form& form) { return form[Toggle::ssl] ? "443" : "80"; }

void set_port(Form& form, std::string_view port) {
  form[Field::port] = port;
  form.port_typed = port != tied_port(form);
}

std::size_t bytes_put_in(std::string_view before, std::string_view after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t start = 0, end = 0;
  while (start < shorter && before[start] == after[start]) ++start;
  while (end < shorter - start && before[before.size() - 1 - end] == after[after.size() - 1 - end]) ++end;
  return after.size() - start - end;
}

// A number is often pasted with the white space around it.
std::string_view without_spaces(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  while (!text.empty() && kSpaces.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && kSpaces.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

}  // namespace

Mark apply_text(Form& form, Field field, std::string_view text) {
  const bool pasted = field == Field::address && bytes_put_in(form[field], text) > kMostTypedBytes;
  form[field] = is_numeric(field) ? without_spaces(text) : text;
  switch (field) {
    case Field::address:
      return pasted ? settle_address(form) : Mark{};
    case Field::port:
      form.port_typed = form[field] != tied_port(form);
      break;
    case Field::publish_topic:
      form.publish_topic_typed = text != preset_of(form, field);
      break;
    case Field::subscribe_topic:
      form.subscribe_topic_typed = text != preset_of(form, field);
      break;
    case Field::product_sn:
    case Field::device_sn:
      follow_presets(form);
      break;
    default:
      break;
  }
  return {};
}

Mark settle_address(Form& form) {
  const std::string text = form[Field::address];
  const model::AddressParts parts = model::take_apart(text);
  if (parts.kind == model::AddressParts::Kind::bad_scheme || parts.host.empty()) return {};
  form[Field::address] = parts.host;
  if (parts.kind == model::AddressParts::Kind::plain) return {};
  if (parts.tls) apply_toggle(form, Toggle::ssl, *parts.tls);
  if (!parts.port.empty()) {
    set_port(form, parts.port);
  } else if (parts.default_port) {
    set_port(form, std::to_string(*parts.default_port));
  }
  if (!parts.path.empty()) {
    form[Field::path] = parts.path;
    if (parts.path[0] != '/') form[Field::path].insert(0, 1, '/');
  }
  if (parts.had_user_info) return {Level::warning, Complaint::address_user_info, {}, {}};
  return {Level::none, Complaint::address_taken_apart, {}, text};
}

void apply_toggle(Form& form, Toggle toggle, bool value) {
  form.set(toggle, value);
  if (toggle == Toggle::ssl && !form.port_typed) form[Field::port] = tied_port(form);
}

void apply_login(Form& form, LoginKind login) {
  form.login = login;
  follow_presets(form);
}

void apply_url(Form& form, const model::UrlParameters& parameters) {
  if (parameters.login) apply_login(form, *parameters.login);
  for (std::size_t i = 0; i < model::kToggleCount; ++i)
    if (parameters.on[i]) apply_toggle(form, static_cast<Toggle>(i), *parameters.on[i]);
  if (parameters.version) form.version = *parameters.version;
  if (parameters.will_qos) form.will_qos = *parameters.will_qos;
  if (parameters.retain_handling) form.retain_handling = *parameters.retain_handling;
  if (parameters.qos) form.publish_qos = form.subscribe_qos = *parameters.qos;
  // In the order of the fields: what a pasted address says of port and path gives way to parameters of their own.
  for (std::size_t i = 0; i < model::kFieldCount; ++i)
    if (parameters.text[i]) apply_text(form, static_cast<Field>(i), *parameters.text[i]);
}

}  // namespace app
