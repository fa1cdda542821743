#include "tools/drive_lines.h"

#include "tools/packet_json.h"

namespace tools {
namespace {

constexpr const char* kEvents[] = {
    "connected", "refused",       "published",           "received",    "subscribed",      "unsubscribed",
    "ignored",   "auth_received", "server_disconnected", "packet_sent", "packet_received", "failed",
    "ended"};
static_assert(std::size(kEvents) == static_cast<std::size_t>(mqtt::EventType::ended) + 1);

const char* name(mqtt::Outcome outcome) {
  switch (outcome) {
    case mqtt::Outcome::done:
      return "done";
    case mqtt::Outcome::refused:
      return "refused";
    case mqtt::Outcome::not_sent:
      return "not_sent";
    case mqtt::Outcome::unknown:
      return "unknown";
  }
  return "unknown";
}

const char* name(transport::Fault fault) {
  switch (fault) {
    case transport::Fault::none:
      return "none";
    case transport::Fault::bad_url:
      return "bad_url";
    case transport::Fault::security:
      return "security";
    case transport::Fault::bad_subprotocol:
      return "bad_subprotocol";
    case transport::Fault::wrong_subprotocol:
      return "wrong_subprotocol";
    case transport::Fault::text_frame:
      return "text_frame";
    case transport::Fault::send_failed:
      return "send_failed";
  }
  return "none";
}

// One line: {"event": …, "id": …, and what is put in between.
class Line {
 public:
  Line(std::string& to, std::string_view event, std::string_view id) : to_(to), json_(buffer_) {
    json_.StartObject();
    put("event", event);
    if (id.empty()) return;
    key(json_, "id");
    json_.RawValue(id.data(), id.size(), rapidjson::kObjectType);
  }
  ~Line() {
    json_.EndObject();
    to_.append(buffer_.GetString(), buffer_.GetSize()) += '\n';
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  JsonWriter& member(std::string_view name) {
    key(json_, name);
    return json_;
  }
  void put(std::string_view name, std::string_view text) { write_text(member(name), text); }
  void put(std::string_view name, const char* text) { put(name, std::string_view(text)); }
  void put(std::string_view name, bool yes) { member(name).Bool(yes); }
  void put_number(std::string_view name, unsigned number) { member(name).Uint(number); }
  void put(mqtt::Properties properties) {
    if (!properties.empty()) write_properties(member("properties"), properties);
  }

 private:
  std::string& to_;
  rapidjson::StringBuffer buffer_;
  JsonWriter json_;
};

void put_message(Line& line, const mqtt::Event& event) {
  line.put("topic", event.topic);
  write_bytes(line.member("payload"), event.payload);
  line.put_number("qos", static_cast<unsigned>(event.qos));
  line.put("retain", event.retain);
  line.put("dup", event.dup);
  if (event.packet_id != 0) line.put_number("messageId", event.packet_id);
}

void put_results(Line& line, const mqtt::Event& event) {
  line.put_number("messageId", event.packet_id);
  line.put("outcome", name(event.outcome));
  JsonWriter& topics = line.member("topics");
  topics.StartArray();
  for (const mqtt::FilterResult& one : event.filters) write_text(topics, one.filter);
  topics.EndArray();
  if (event.outcome != mqtt::Outcome::done) return;
  JsonWriter& granted = line.member("granted");
  granted.StartArray();
  for (const mqtt::FilterResult& one : event.filters) granted.Uint(one.reason_code);
  granted.EndArray();
}

}  // namespace

const char* name(mqtt::Ending ending) {
  switch (ending) {
    case mqtt::Ending::disconnected:
      return "disconnected";
    case mqtt::Ending::refused:
      return "refused";
    case mqtt::Ending::failed:
      return "failed";
    case mqtt::Ending::server_disconnected:
      return "server_disconnected";
    case mqtt::Ending::connection_lost:
      return "connection_lost";
  }
  return "connection_lost";
}

void append_event(std::string& to, const mqtt::Event& event, std::string_view id, const EventContext& context) {
  Line line(to, kEvents[static_cast<std::size_t>(event.type)], id);
  switch (event.type) {
    case mqtt::EventType::connected:
      line.put("sessionPresent", event.session_present);
      line.put_number("reasonCode", 0);
      line.put("clientId", context.client_id);
      break;
    case mqtt::EventType::refused:
    case mqtt::EventType::auth_received:
    case mqtt::EventType::server_disconnected:
      line.put_number("reasonCode", event.reason_code);
      break;
    case mqtt::EventType::published:
      line.put("outcome", name(event.outcome));
      if (event.outcome == mqtt::Outcome::done || event.outcome == mqtt::Outcome::refused)
        line.put_number("reasonCode", event.reason_code);
      if (event.error.reason != mqtt::Reason::none) write_error(line.member("error"), event.error);
      break;
    case mqtt::EventType::received:
      put_message(line, event);
      break;
    case mqtt::EventType::subscribed:
    case mqtt::EventType::unsubscribed:
      put_results(line, event);
      break;
    case mqtt::EventType::ignored:
      line.put("packet", cmd(event.packet));
      line.put_number("messageId", event.packet_id);
      line.put_number("reasonCode", event.reason_code);
      break;
    case mqtt::EventType::packet_sent:
    case mqtt::EventType::packet_received:
      line.put("packet", cmd(event.packet));
      write_hex(line.member("hex"), event.bytes);
      break;
    case mqtt::EventType::failed:
      write_error(line.member("error"), event.error);
      break;
    case mqtt::EventType::ended:
      line.put("ending", name(event.ending));
      break;
  }
  if (context.version == mqtt::Version::v5) line.put(event.properties);
}

void append_closed(std::string& to, const Closed& closed, std::string_view local_reason, std::string_view id) {
  Line line(to, "closed", id);
  line.put("by", closed.by_peer ? "peer" : "local");
  line.put("opened", closed.opened);
  if (closed.by_peer) {
    line.put("reason", closed.reason);
    line.put("clean", closed.clean);
    line.put_number("code", closed.code);
  } else {
    line.put("reason", closed.fault == transport::Fault::none ? local_reason : name(closed.fault));
  }
}

void append_auth_ended(std::string& to, bool accepted, std::string_view id) {
  Line line(to, "auth_ended", id);
  line.put("accepted", accepted);
}

void append_error(std::string& to, const mqtt::Error& error, std::string_view id) {
  Line line(to, "error", id);
  write_error(line.member("error"), error);
}

void append_error(std::string& to, const InputFault& fault, std::string_view id) {
  Line line(to, "error", id);
  write_fault(line.member("error"), fault);
}

}  // namespace tools
