// What the form's content means: what is wrong with each field, which request is possible, and which breaks a rule of
// the platform. MQTT's rules are errors and refuse; UIoT's rules are warnings that can be overruled ("send anyway") and
// apply only to LoginKind::uiot. Pure functions of the form: no drawing, no connection. What setting one field does to
// others is form_edit.h's.
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "app/form_edit.h"
#include "model/form.h"
#include "model/mark.h"
#include "model/view.h"

namespace app {

// What lies outside of the form.
struct FormContext {
  bool https_page = false;                             // browsers refuse ws: to other machines from such a page
  std::span<const model::Subscription> subscriptions;  // as they stand
  bool messages_mqtt5 = false;                         // publishing and subscribing speak MQTT 5
};

using FieldMarks = std::array<model::Mark, model::kFieldCount>;

// Largest packet that is published, headers counted, in bytes: what the session's queue can hold at all.
inline constexpr std::uint64_t kMostPublishBytes = std::uint64_t{16} << 20;
// Ranges of the numeric fields.
inline constexpr std::uint64_t kLeastIntervalMs = 100, kMostIntervalMs = 86'400'000;
inline constexpr std::uint64_t kLeastConnectTimeoutS = 1, kMostConnectTimeoutS = 600;
inline constexpr std::uint64_t kLeastMaxPacketBytes = 128,
                               kMostMaxPacketBytes = 268'435'460;  // MQTT 3.1.1 §2.2.3, with its header

// The worst mark of every field. A required field that is right gets Level::valid; an optional or hidden one
// Level::none.
void check(const model::Form& form, const FormContext& context, FieldMarks& marks);

// Is there no error in the fields that the request needs? Warnings do not count. `marks` are check()'s.
bool connect_possible(const FieldMarks& marks);
bool publish_possible(const FieldMarks& marks);
bool subscribe_possible(const FieldMarks& marks);

// All warnings that the request would overrule, not only the worst of each field. Empty: it can go out without asking.
model::Marks connect_warnings(const model::Form& form, const FormContext& context);
model::Marks publish_warnings(const model::Form& form, const FormContext& context);
model::Marks subscribe_warnings(const model::Form& form, const FormContext& context);

// The value of a numeric field whose mark is no error; else 0.
std::uint32_t number(const model::Form& form, model::Field field);

}  // namespace app
