// What the form's content means: what is wrong with each field, which request is possible, which breaks a rule of the platform,
// and what setting one field does to others. MQTT's rules are errors and refuse; UIoT's rules are warnings that can be
// overruled ("send anyway") and apply only to LoginKind::uiot. Pure functions of the form: no drawing, no connection.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/form.h"
#include "model/mark.h"
#include "model/url_parameters.h"
#include "model/view.h"

namespace app {

// What lies outside of the form.
struct FormContext {
  bool https_page = false;                                // browsers refuse ws: to other machines from such a page
  std::span<const model::Subscription> subscriptions;     // as they stand
};

using FieldMarks = std::array<model::Mark, model::kFieldCount>;

// Largest packet that is published, headers counted, in bytes: what the session's queue can hold at all.
inline constexpr std::uint64_t kMostPublishBytes = std::uint64_t{16} << 20;
// Ranges of the numeric fields.
inline constexpr std::uint64_t kLeastIntervalMs = 100, kMostIntervalMs = 86'400'000;
inline constexpr std::uint64_t kLeastConnectTimeoutS = 1, kMostConnectTimeoutS = 600;
inline constexpr std::uint64_t kLeastMaxPacketBytes = 128, kMostMaxPacketBytes = 268'435'460;  // MQTT 3.1.1 §2.2.3, with its header

// The worst mark of every field. A required field that is right gets Level::valid; an optional or hidden one Level::none.
void check(const model::Form& form, const FormContext& context, FieldMarks& marks);

// Is there no error in the fields that the request needs? Warnings do not count. `marks` are check()'s.
bool connect_possible(const model::Form& form, const FieldMarks& marks);
bool publish_possible(const FieldMarks& marks);
bool subscribe_possible(const FieldMarks& marks);

// All warnings that the request would overrule, not only the worst of each field. Empty: it can go out without asking.
model::Marks connect_warnings(const model::Form& form, const FormContext& context);
model::Marks publish_warnings(const model::Form& form, const FormContext& context);
model::Marks subscribe_warnings(const model::Form& form, const FormContext& context);

// The value of a numeric field whose mark is no error; else 0.
std::uint32_t number(const model::Form& form, model::Field field);

// Sets a field as the user did. ProductSN and DeviceSN carry the presets of both topics with them, as long as those were not
// typed; the port counts as typed until it is again what SSL asks for. An address that was pasted (more than a few characters at
// once) is taken apart at once, see settle_address. Returns what is to be said of it once, else a Mark without complaint.
model::Mark apply_text(model::Form& form, model::Field field, std::string_view text);

// Takes the address apart if it holds more than a host: scheme to SSL, port and path to their fields, user and password dropped. For an
// address that was typed key by key this waits until the user is done: call it before connecting, and check() again after.
// Returns address_taken_apart (level none) or address_user_info (warning), or a Mark without complaint when nothing changed.
model::Mark settle_address(model::Form& form);

// Sets a choice as the user did: SSL moves the port between 80 and 443 as long as it was not typed.
void apply_toggle(model::Form& form, model::Toggle toggle, bool value);

// UIoT or another broker: topics that were not typed get the preset that belongs to it ("test/topic" for another broker).
void apply_login(model::Form& form, model::LoginKind login);

// Fills in what the page's URL gave, as if the user had typed it. Language, theme and notices are the caller's.
void apply_url(model::Form& form, const model::UrlParameters& parameters);

}  // namespace app
