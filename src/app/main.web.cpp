// The page's program: ties window, mirror, socket, timer and tool together. Nothing is decided here but when a frame is drawn.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include "app/app.h"
#include "browser/clock.h"
#include "browser/frame.h"
#include "browser/glyphs.h"
#include "browser/mirror.h"
#include "browser/page.h"
#include "browser/scroll.h"
#include "browser/services_web.h"
#include "browser/timer.h"
#include "browser/window.h"
#include "model/url_parameters.h"
#include "transport/websocket.h"
#include "ui/page.h"

namespace {

// Frames that only messages cause: four a second are followed by eye, and leave the rest of the machine to the receiving.
constexpr double kMessageFrameMs = 240;

app::Now now() {
  return {static_cast<std::int64_t>(browser::mono_ms()), static_cast<std::int64_t>(browser::unix_ms())};
}

class Program {
 public:
  Program();
  void wake();
  void on_deadline();
  void on_canvas(bool button);
  void draw(double mono_ms);
  void on_event(browser::PageEvent event);

 private:
  void plan();
  void plan_deadline();
  void say_settings();
  void act(const model::Actions& actions);

  browser::PageInfo info_ = browser::page_info();
  browser::Window window_;
  ui::Registry registry_;
  ui::Page page_;
  browser::Mirror mirror_{registry_};
  std::unique_ptr<transport::Transport> socket_;
  std::unique_ptr<app::App> app_;
  ui::Fonts fonts_;
  struct Said {
    bool once = false;
    model::Language language{};
    model::ThemeChoice theme{};
    ui::Look look{};
  } said_;  // to the browser
  double paced_from_ = -1000;          // a frame that only messages cause comes kMessageFrameMs later
  std::optional<double> frame_due_;    // such a frame
  std::optional<double> frame_asked_;  // when it was due; the browser has been asked for it, and a hidden page waits for it
  bool drawable_ = false, no_webgl_ = false;
  bool urgent_ = true;
  int more_frames_ = 2;
};

Program* program = nullptr;

// As kept on this machine and, of the theme, as the page's style knows it.
constexpr std::string_view kLanguages[] = {"en", "zh"};
constexpr std::string_view kThemes[] = {"", "light", "dark", "contrast"};

app::Config config(const browser::PageInfo& info) {
  app::Config made;
  made.seed = browser::random_seed();
  made.https_page = info.https;
  made.file_page = info.file;
  made.page_host = info.host;
  made.online = info.online;
  made.system_look = {.dark = info.dark, .contrast = info.contrast};
  made.utc_offset_s = browser::utc_offset_s();
  const std::string language = browser::stored_choice("language"), theme = browser::stored_choice("theme");
  const bool chinese = language.empty() ? info.chinese : language == kLanguages[1];
  made.language = chinese ? model::Language::zh : model::Language::en;
  for (std::uint8_t i = 0; i < std::size(kThemes); ++i)
    if (theme == kThemes[i]) made.theme = static_cast<model::ThemeChoice>(i);
  return made;
}

Program::Program() {
  socket_ = transport::make_websocket({[](void*) { program->wake(); }, nullptr});
  app_ = std::make_unique<app::App>(config(info_), *socket_, browser::page_services());
  const model::UrlParameters parameters = model::read_url(browser::page_query(), browser::page_fragment());
  app_->apply_url(parameters, now());
  if (parameters.had_secret) browser::hide_secrets_in_address();
  browser::start_scrolling(registry_);
  say_settings();
}

void Program::wake() {
  app_->poll(now());
  plan();
}

void Program::on_deadline() {
  if (frame_due_ && browser::mono_ms() >= *frame_due_) {
    frame_asked_ = frame_due_;
    frame_due_.reset();
    browser::request_frame();
  }
  wake();
}

// Draws at once for what a person did, soon for what only messages caused, and looks when to wake next.
void Program::plan() {
  const app::Change change = app_->take_change();
  if (change == app::Change::now) {
    urgent_ = true;
    browser::request_frame();
  } else if (change == app::Change::messages && !frame_due_ && !frame_asked_) {
    frame_due_ = std::max(browser::mono_ms(), paced_from_ + kMessageFrameMs);
  }
  plan_deadline();
}

void Program::plan_deadline() {
  std::optional<double> due = frame_due_;
  if (const std::optional<std::int64_t> deadline = app_->next_deadline_ms())
    due = std::min(due.value_or(1e15), static_cast<double>(*deadline));
  if (due)
    browser::set_deadline(*due);
  else
    browser::cancel_deadline();
}

// Language and theme, to the page around the canvas.
void Program::say_settings() {
  const model::View& view = app_->view();
  const std::string_view theme = kThemes[static_cast<std::size_t>(view.theme)];
  if (!said_.once || said_.language != view.language) {
    browser::set_page_language(view.language == model::Language::zh ? "zh-CN" : "en");
    browser::set_page_title(ui::text(ui::Text::title, view.language));
    for (int i = 0; i < static_cast<int>(ui::Group::count); ++i) {
      const auto group = static_cast<ui::Group>(i);
      mirror_.set_group_name(group, ui::group_name(group, view.language));
    }
    if (said_.once) browser::store_choice("language", kLanguages[static_cast<std::size_t>(view.language)]);
  }
  if (!said_.once || said_.theme != view.theme) {
    browser::set_page_theme(theme);
    if (said_.once) browser::store_choice("theme", theme);
  }
  const ui::Metrics size;
  mirror_.set_field_look(size.text, size.line);
  const ui::Look look = ui::look(view);
  if (!said_.once || said_.look != look) {
    const ui::Palette& c = ui::palette(look);
    using ui::css_colour;
    browser::set_page_colours({.ink = css_colour(c.text),
                               .muted = css_colour(c.muted),
                               .select = css_colour(c.primary),
                               .on_select = css_colour(c.primary_text),
                               .grab = css_colour(c.scrollbar_grab),
                               .bar = css_colour(c.scrollbar),
                               .title = css_colour(c.title_ground)});
  }
  said_ = {true, view.language, view.theme, look};
}

// Between what was typed before and after it: see Registry::begin_frame.
void Program::on_canvas(bool button) {
  if (button) registry_.post({.kind = ui::ItemInput::Kind::pointer});
  browser::request_frame();
}

void Program::act(const model::Actions& actions) {
  for (const model::Action& action : actions) app_->act(action, now());
  if (actions.empty()) return;
  urgent_ = true;
  browser::request_frame();
  say_settings();
}

void Program::draw(double mono_ms) {
  if (!drawable_) {
    if (no_webgl_) return;
    // The context takes its time: the first frame asks for it, not the start of the program.
    drawable_ = window_.open([](bool button) { program->on_canvas(button); });
    no_webgl_ = !drawable_;
    if (no_webgl_) return;
    const browser::Fonts faces = browser::load_fonts(ui::Metrics().text);
    fonts_ = {faces.ui, faces.bold, faces.mono};
  }
  // A frame that comes late does not put off the next one: the rate holds on a busy machine.
  const double asked = frame_asked_.value_or(mono_ms);
  paced_from_ = mono_ms - asked < kMessageFrameMs ? asked : mono_ms;
  frame_asked_.reset();
  frame_due_.reset();
  app_->poll(now());
  window_.begin_frame();
  const browser::Scrolled scrolled = browser::take_scrolled();
  const bool posted = registry_.has_input(), input = posted || scrolled.area != 0;
  model::Actions actions;
  page_.draw(app_->view(), registry_, fonts_,
             {.width = window_.width(), .height = window_.height(), .touch = info_.coarse_pointer, .pointer_acts = window_.pointer_acts()},
             {.area = scrolled.area, .dx = scrolled.dx, .dy = scrolled.dy}, actions);
  window_.end_frame(ui::Page::ground(app_->view()));
  act(actions);
  mirror_.update(mono_ms, urgent_ || posted);
  urgent_ = false;
  // What an input opened, closed or resized is laid out by the next frame only.
  if (input || !actions.empty()) more_frames_ = 2;
  if (more_frames_ > 0 || window_.settling() || registry_.has_input()) browser::request_frame();
  more_frames_ = std::max(0, more_frames_ - 1);
  plan();
}

void Program::on_event(browser::PageEvent event) {
  using browser::PageEvent;
  switch (event) {
    case PageEvent::online: app_->set_online(true, now()); break;
    case PageEvent::offline: app_->set_online(false, now()); break;
    case PageEvent::restored: app_->page_restored(now()); break;
    case PageEvent::scheme:
    case PageEvent::contrast:
      info_ = browser::page_info();
      app_->set_system_look({.dark = info_.dark, .contrast = info_.contrast});
      break;
    case PageEvent::copied: app_->copied(true, now()); break;
    case PageEvent::copy_failed: app_->copied(false, now()); break;
    case PageEvent::seen:
      app_->set_utc_offset(browser::utc_offset_s());
      browser::request_frame();
      break;
    case PageEvent::resized:
      info_ = browser::page_info();
      // A phone's keyboard came up: the field that it is for is to be seen.
      if (const ui::Item* const focused = registry_.find(registry_.focused_id());
          focused != nullptr && focused->role == ui::Role::textbox && info_.coarse_pointer)
        registry_.post({.kind = ui::ItemInput::Kind::focus, .id = focused->id, .text = "visible"});
      more_frames_ = 2;
      browser::request_frame();
      break;
    case PageEvent::hidden: break;
  }
  say_settings();
  wake();
}

}  // namespace

int main() {
  static Program the_program;
  program = &the_program;
  browser::on_frame([](double mono_ms) { program->draw(mono_ms); });
  browser::on_deadline([] { program->on_deadline(); });
  browser::on_page_event([](browser::PageEvent event) { program->on_event(event); });
  browser::request_frame();
  return 0;
}
