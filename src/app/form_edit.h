// What setting one part of the form does to others: presets that follow, a port tied to SSL, a pasted address taken
// apart. Pure functions of the form. Not what is wrong with its content (form_rules.h).
#pragma once
#include <string_view>

#include "model/form.h"
#include "model/mark.h"
#include "model/url_parameters.h"

namespace app {

// Sets a field as the user did. ProductSN and DeviceSN carry the presets of both topics with them, as long as those
// were not typed; the port counts as typed until it is again what SSL asks for. An address that was pasted (more than a
// few characters at once) is taken apart at once, see settle_address. Returns what is to be said of it once, else a
// Mark without complaint.
model::Mark apply_text(model::Form& form, model::Field field, std::string_view text);

// Takes the address apart if it holds more than a host: scheme to SSL, port and path to their fields, user and password
// dropped. For an address that was typed key by key this waits until the user is done: call it before connecting, and
// check() again after. Returns address_taken_apart (level none) or address_user_info (warning), or a Mark without
// complaint when nothing changed.
model::Mark settle_address(model::Form& form);

// Sets a choice as the user did: SSL moves the port between 80 and 443 as long as it was not typed.
void apply_toggle(model::Form& form, model::Toggle toggle, bool value);

// UIoT or another broker: topics that were not typed get the preset that belongs to it ("test/topic" for another
// broker).
void apply_login(model::Form& form, model::LoginKind login);

// Fills in what the page's URL gave, as if the user had typed it. Language, theme and notices are the caller's.
void apply_url(model::Form& form, const model::UrlParameters& parameters);

}  // namespace app
