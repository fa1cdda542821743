// What the user sets and opens: the form's fields and choices, and what the page shows. Nothing here reaches the broker.
#include "app/app.h"
#include "app/form_rules.h"
#include "app/saving.h"

namespace app {

using model::Action;
using model::Field;
using model::Held;
using model::Toggle;
using Kind = model::Action::Kind;

void App::act(const Action& action, Now now) {
  // What came in meanwhile comes first, so that the action meets things as they stand.
  poll(now);
  changed(Change::now);
  switch (action.kind) {
    case Kind::set_text: set_text(action.field, action.text); break;
    case Kind::set_toggle: set_toggle(action.toggle, action.flag); break;
    case Kind::connect: connect(action.flag); break;
    case Kind::disconnect: disconnect(); break;
    case Kind::retry_now: reconnect_.retry_now(now.mono_ms); break;
    case Kind::publish: publish(action.flag); break;
    case Kind::subscribe: subscribe(action.flag); break;
    case Kind::unsubscribe: unsubscribe(action.text); break;
    case Kind::drop_held: drop_held(static_cast<Held::What>(action.number)); break;
    default:
      set_choice(action);
      act_on_window(action);
  }
  poll(now);
}

void App::set_text(Field field, std::string_view text) {
  if (field >= Field::count) return;
  if (field == Field::search) {
    view_.form[field] = text;
    search_.set_query(text);
    view_.search = search_.active() ? &search_ : nullptr;
    return;
  }
  notice(apply_text(view_.form, field, text));
  marks_due_ = true;
  // A warning that waits for an answer was about another content. The login's fields reach into all three requests.
  if (field >= Field::publish_topic && field < Field::subscribe_topic) {
    drop_held(Held::What::publish);
  } else if (field >= Field::subscribe_topic && field < Field::search) {
    drop_held(Held::What::subscribe);
  } else {
    view_.held.clear();
  }
}

void App::set_toggle(Toggle toggle, bool value) {
  if (toggle >= Toggle::count) return;
  apply_toggle(view_.form, toggle, value);
  marks_due_ = true;
  switch (toggle) {
    case Toggle::retain:
    case Toggle::publish_hex:
    case Toggle::publish_is_text:
    case Toggle::publish_correlation_hex:
      return drop_held(Held::What::publish);
    case Toggle::no_local:
    case Toggle::retain_as_published:
      return drop_held(Held::What::subscribe);
    case Toggle::show_hex:
    case Toggle::pretty_json:
    case Toggle::connect_advanced:
    case Toggle::publish_advanced:
    case Toggle::subscribe_advanced:
    case Toggle::reveal_secret:
    case Toggle::count:
      return;
    default:
      return drop_held(Held::What::connect);
  }
}

void App::set_choice(const Action& action) {
  const std::uint32_t number = action.number;
  marks_due_ = true;
  if (action.kind == Kind::set_login && number <= static_cast<std::uint32_t>(model::LoginKind::other)) {
    apply_login(view_.form, static_cast<model::LoginKind>(number));
    view_.held.clear();
  } else if (action.kind == Kind::set_publish_qos && number <= 2) {
    view_.form.publish_qos = static_cast<std::uint8_t>(number);
    drop_held(Held::What::publish);
  } else if (action.kind == Kind::set_subscribe_qos && number <= 2) {
    view_.form.subscribe_qos = static_cast<std::uint8_t>(number);
    drop_held(Held::What::subscribe);
  } else if (action.kind == Kind::set_version && number >= 3 && number <= 5) {
    view_.form.version = static_cast<mqtt::Version>(number);
    view_.held.clear();
  } else if (action.kind == Kind::set_will_qos && number <= 2) {
    view_.form.will_qos = static_cast<std::uint8_t>(number);
    drop_held(Held::What::connect);
  } else if (action.kind == Kind::set_retain_handling && number <= 2) {
    view_.form.retain_handling = static_cast<std::uint8_t>(number);
    drop_held(Held::What::subscribe);
  } else if (action.kind == Kind::set_language && number <= static_cast<std::uint32_t>(model::Language::zh)) {
    view_.language = static_cast<model::Language>(number);
  } else if (action.kind == Kind::set_theme && number <= static_cast<std::uint32_t>(model::ThemeChoice::contrast)) {
    view_.theme = static_cast<model::ThemeChoice>(number);
  }
}

void App::act_on_window(const Action& action) {
  switch (action.kind) {
    case Kind::clear: store_.clear(); break;
    case Kind::undo_clear: store_.undo_clear(); break;
    case Kind::save: save_all(store_, services_, save_file_name(now_.unix_ms, view_.utc_offset_s)); break;
    case Kind::copy_message:
      if (store_.has(action.seq) && action.number <= static_cast<std::uint32_t>(model::CopyAs::base64)) {
        const auto as = static_cast<model::CopyAs>(action.number);
        services_.copy(text_to_copy(store_.at(action.seq), as, view_.form[Toggle::show_hex]));
      }
      break;
    case Kind::copy_text: services_.copy(action.text); break;
    case Kind::open_message:
      if (store_.has(action.seq)) view_.open_message = action.seq;
      break;
    case Kind::close_message: view_.open_message.reset(); break;
    case Kind::open_about: view_.about_open = true; break;
    case Kind::close_about: view_.about_open = false; break;
    case Kind::dismiss_notices: view_.notices.clear(); break;
    default: break;
  }
}

void App::notice(const model::Mark& mark) {
  if (mark.complaint == model::Complaint::none) return;
  std::erase_if(view_.notices, [&mark](const model::Mark& one) { return one.complaint == mark.complaint; });
  view_.notices.push_back(mark);
}

void App::apply_url(const model::UrlParameters& parameters, Now now) {
  app::apply_url(view_.form, parameters);
  if (parameters.language) view_.language = *parameters.language;
  if (parameters.theme) view_.theme = *parameters.theme;
  if (parameters.embedded) view_.embedded = *parameters.embedded;
  view_.notices.insert(view_.notices.end(), parameters.notices.begin(), parameters.notices.end());
  view_.held.clear();
  marks_due_ = true;
  changed(Change::now);
  poll(now);
}

}  // namespace app
