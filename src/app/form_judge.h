// All complaints about one field of the form: MQTT's rules, the browser's and, for a login to UIoT, the platform's.
// Not what follows from them for a request (form_rules.h).
#pragma once
#include "app/form_rules.h"

namespace app {

// Appends what is wrong with `field`, the errors before the warnings that lie beside them. Fields that the login,
// the version or a folded will leaves out are never complained about.
void judge_field(const model::Form& form, const FormContext& context, model::Field field, model::Marks& marks);

}  // namespace app
