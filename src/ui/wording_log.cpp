// The sentences of the message window: the original's words (connected, publish message … to …) and what they mean.
#include <iterator>

#include "model/payload.h"
#include "mqtt/error.h"
#include "mqtt/property.h"
#include "mqtt/reason_code.h"
#include "ui/text.h"
#include "ui/wording.h"

namespace ui {
namespace {

using model::Cause;
using model::Language;
using model::Likely;
using model::LogEntry;
using model::LogKind;

struct Pair {
  std::string_view en, zh;
};

std::string_view pick(const Pair& pair, Language language) { return language == Language::zh ? pair.zh : pair.en; }

constexpr std::size_t kMostReason = 400;  // bytes of a reason string in a sentence; the opened row has all of it

constexpr Pair kCauses[] = {
    {"", ""},
    {"the connection could not be opened", "无法建立连接"},
    {"the connection was lost", "连接断开"},
    {"no connection within the connect timeout", "连接超时"},
    {"no CONNACK within the connect timeout; is it an MQTT broker?", "等待 CONNACK 超时，对方是 MQTT Broker 吗？"},
    {"no answer to PINGREQ: the line is dead", "没有收到 PINGRESP，连接已失效"},
    {"the broker broke a rule of MQTT", "Broker 违反了 MQTT 协议"},
    {"the broker's service is unavailable", "Broker 服务不可用"},
    {"the browser refused the address", "浏览器拒绝了该地址"},
    {"the server chose another subprotocol, or none; check \"Subprotocol\"", "服务器没有选择该子协议，请检查“子协议”"},
    {"a text frame came; MQTT is binary only. Is it an MQTT broker?", "收到文本帧，而 MQTT 只用二进制帧，对方是 MQTT Broker 吗？"},
    {"the page was away", "页面曾被挂起"},
    {"a packet larger than \"Largest packet\" came", "收到的报文超过“最大报文”"},
    {"the broker ended it", "Broker 断开了连接"},
};
static_assert(std::size(kCauses) == static_cast<std::size_t>(model::kLastCause) + 1);

// In the order of model::Likely.
constexpr Pair kLikely[] = {
    {"this page is https:, and the browser blocks ws: (turn SSL on)", "本页为 https:，浏览器禁止 ws: (请打开 SSL)"},
    {"the certificate is not trusted (open https:// with the same host and port in a tab to see)", "证书不受信任 (可在新标签页用 https:// 打开同一主机和端口查看)"},
    {"the path or the subprotocol is wrong (many brokers use /mqtt)", "路径或子协议错误 (很多 Broker 使用 /mqtt)"},
    {"the port is MQTT's TCP port, or SSL does not fit the port", "端口是 MQTT 的 TCP 端口，或 SSL 与端口不匹配"},
    {"the browser does not let a public page into the local network (Local Network Access)", "浏览器不允许公网页面访问本地网络 (Local Network Access)"},
    {"nothing listens there: host, port or firewall", "没有服务在监听：请检查主机、端口和防火墙"},
    {"this machine is offline", "本机没有网络"},
};
static_assert(std::size(kLikely) == static_cast<std::size_t>(Likely::offline) + 1);

std::string cause_words(const LogEntry& entry, Language language) {
  std::string words(pick(kCauses[static_cast<std::size_t>(entry.cause)], language));
  const bool told = entry.cause == Cause::connection_lost && entry.code != 0;
  if (told) words += (language == Language::zh ? "，" : ", ") + close_code(entry.code, language);
  const bool coded = (entry.cause == Cause::server_disconnected || entry.cause == Cause::connack_unavailable) &&
                     mqtt::is_failure(static_cast<std::uint8_t>(entry.code));
  if (coded) words += (language == Language::zh ? "，" : ", ") + reason_code(entry.code, language);
  return words;
}

// The broker's own words, if it sent any (MQTT 5's Reason String).
std::string quoted_reason(model::Bytes properties) {
  const std::string_view reason = mqtt::Properties(properties).text(mqtt::PropertyId::reason_string);
  std::string words;
  if (reason.empty()) return words;
  words += " \"";
  model::append_shown_text(words, model::as_bytes(reason).first(model::utf8_cut(model::as_bytes(reason), kMostReason)));
  return words += '"';
}

std::string likely_words(std::uint32_t bits, Language language) {
  std::string words;
  // What can be known first, then what is most often the case.
  for (const Likely likely : {Likely::offline, Likely::mixed_content, Likely::nothing_listening, Likely::certificate, Likely::tcp_port,
                              Likely::path_or_subprotocol, Likely::local_network_access}) {
    const std::size_t i = static_cast<std::size_t>(likely);
    if ((bits >> i & 1) == 0) continue;
    words += words.empty() ? pick({" Likely: ", "可能原因："}, language) : pick({"; or ", "；或"}, language);
    words += pick(kLikely[i], language);
  }
  if (!words.empty()) words += pick({".", "。"}, language);
  return words;
}

std::string topic_sentence(const Pair& pattern, const LogEntry& entry, Language language) {
  return fill(pick(pattern, language), {.number = {entry.code, entry.number}, .text = entry.topic});
}

std::string subscribed(const LogEntry& entry, Language language) {
  if (entry.code == entry.number)
    return topic_sentence({"subscribe {t} success, QoS {0}", "subscribe {t} success，QoS {0}"}, entry, language);
  return topic_sentence({"subscribe {t} success, the broker grants QoS {0} of the {1} asked for",
                         "subscribe {t} success，请求 QoS {1}，Broker 授予 QoS {0}"},
                        entry, language);
}

std::string reconnecting(const LogEntry& entry, Language language) {
  const std::uint64_t tenths = (std::uint64_t{entry.number2} + 50) / 100;
  const std::string seconds = std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
  std::string words = fill(pick({"reconnecting: attempt {0} in {t} s", "reconnecting：{t} 秒后第 {0} 次重连"}, language),
                           {.number = {entry.number}, .text = seconds});
  const std::string cause = cause_words(entry, language);
  if (!cause.empty()) words += (language == Language::zh ? "，原因：" : ", because ") + cause;
  return words;
}

std::string disconnected(const LogEntry& entry, Language language) {
  if (entry.number == 1 && entry.number2 == 1)
    return std::string(pick({"reconnecting stopped by you", "reconnecting：已手动停止重连"}, language));
  if (entry.number == 1) return std::string(pick({"disconnected by you", "disconnected：已手动断开"}, language));
  std::string words(pick({"disconnected: ", "disconnected："}, language));
  words += cause_words(entry, language);
  if (!entry.text.empty()) words += " \"" + std::string(entry.text) + "\"";
  return words;
}

std::string failed(const LogEntry& entry, Language language) {
  std::string words(pick({"failed: ", "failed："}, language));
  if (!entry.topic.empty()) words += std::string(entry.topic) + std::string(pick({": ", "："}, language));
  if (entry.error_reason != 0) {
    // A silent line is said by the error itself.
    const bool silent = entry.error_kind == static_cast<std::uint8_t>(mqtt::Kind::transport);
    const std::string cause = silent ? std::string() : cause_words(entry, language);
    if (!cause.empty()) words += cause + std::string(pick({". ", "。"}, language));
    return words + mqtt_error(entry, language);
  }
  words += cause_words(entry, language);
  if (entry.cause == Cause::close_before_open) {
    words += pick({".", "。"}, language);
    words += likely_words(entry.number2, language);
  }
  return words;
}

std::string connected(const LogEntry& entry, Language language) {
  std::string words(pick({"connected", "connected：已连接"}, language));
  if (entry.version == static_cast<std::uint8_t>(mqtt::Version::v5)) words += " (MQTT 5)";
  if (entry.version == static_cast<std::uint8_t>(mqtt::Version::v3_1)) words += " (MQTT 3.1)";
  if (entry.number) words += pick({", the broker kept the session", "，Broker 保留了会话"}, language);
  const std::string_view assigned = mqtt::Properties(entry.properties).text(mqtt::PropertyId::assigned_client_identifier);
  if (!assigned.empty())
    words += fill(pick({", the broker chose the client id {t}", "，Broker 分配的 Client ID 为 {t}"}, language), {.text = assigned});
  return words;
}

// A topic, or what stands for it.
std::string published_to(const LogEntry& entry, Language language) {
  if (!entry.topic.empty()) return std::string(entry.topic);
  const std::uint32_t alias = mqtt::Properties(entry.properties).number(mqtt::PropertyId::topic_alias, 0);
  return fill(pick({"topic alias {0}", "主题别名 {0}"}, language), {.number = {alias}});
}

std::string published(const LogEntry& entry, Language language) {
  const auto say = [&](const Pair& end) { return std::string(pick(end, language)); };
  std::string words = "publish message to " + published_to(entry, language);
  if (entry.kind == LogKind::published) {
    if (entry.code != 0) words += say({": ", "："}) + reason_code(entry.code, language) + quoted_reason(entry.answer);
  } else if (entry.kind == LogKind::publish_refused) {
    words += say({" fail: the broker did not take it, ", " fail：Broker 没有接收，"}) + reason_code(entry.code, language) +
             quoted_reason(entry.answer);
  } else if (entry.error_reason != 0) {
    words += say({": not sent. ", "：没有发出。"}) + mqtt_error(entry, language);
  } else if (entry.number == 1) {
    words += say({": not sent, the connection ended before it could leave", "：没有发出，连接在发送前断开"});
  } else {
    words += say({": whether it arrived is not known, the connection ended before the acknowledgement",
                  "：连接在应答前断开，不知道是否送达"});
  }
  return words;
}

std::string refused_filter(const Pair& pattern, const LogEntry& entry, Language language) {
  return topic_sentence(pattern, entry, language) + reason_code(entry.code, language) + quoted_reason(entry.properties);
}

std::string ignored(const LogEntry& entry, Language language) {
  std::string words = fill(pick({"{t} for packet id {0} came, and nothing waits for it; it is ignored",
                                 "收到报文标识符 {0} 的 {t}，但没有请求在等待，已忽略"},
                                language),
                           {.number = {entry.packet_id}, .text = packet_name(entry.number)});
  if (entry.code != 0) words += std::string(pick({", ", "，"}, language)) + reason_code(entry.code, language);
  return words;
}

std::string auth(const LogEntry& entry, Language language) {
  std::string words = "AUTH " + reason_code(entry.code, language) + quoted_reason(entry.properties);
  if (entry.code != 0)
    words += pick({": the broker wants an answer, and this page cannot give one. The broker will end the connection, or "
                   "press Disconnect.",
                   "：Broker 要求应答，本页无法应答。请等待 Broker 断开，或点击“断开”。"},
                  language);
  return words;
}

}  // namespace

std::string log_sentence(const LogEntry& entry, Language language) {
  switch (entry.kind) {
    case LogKind::connecting: return fill(pick({"connecting to {t}", "connecting：正在连接 {t}"}, language), {.text = entry.text});
    case LogKind::connected: return connected(entry, language);
    case LogKind::reconnecting: return reconnecting(entry, language);
    case LogKind::refused:
      return std::string(pick({"refused: ", "refused：连接被拒绝，"}, language)) + connect_refusal(entry.code, language) +
             quoted_reason(entry.properties);
    case LogKind::subscribing_lost:
      return topic_sentence({"subscribe {t}: no answer came before the connection ended", "subscribe {t}：连接断开前没有收到应答"}, entry, language);
    case LogKind::subscribed: return subscribed(entry, language);
    case LogKind::subscribe_refused:
      if (entry.code > mqtt::kFirstFailure)
        return refused_filter({"subscribe {t} fail: ", "subscribe {t} fail："}, entry, language);
      return topic_sentence({"subscribe {t} fail: the broker refused it (0x80); the device may not read this topic",
                             "subscribe {t} fail：Broker 拒绝 (0x80)，该设备可能无权订阅此 Topic"},
                            entry, language) +
             quoted_reason(entry.properties);
    case LogKind::unsubscribed: {
      const std::string words = topic_sentence({"unsubscribe {t} success", "unsubscribe {t} success"}, entry, language);
      return entry.code == 0 ? words : words + std::string(pick({": ", "："}, language)) + reason_code(entry.code, language);
    }
    case LogKind::unsubscribe_refused:
      return refused_filter({"unsubscribe {t} fail: ", "unsubscribe {t} fail："}, entry, language);
    case LogKind::published:
    case LogKind::publish_unknown:
    case LogKind::publish_refused: return published(entry, language);
    case LogKind::ignored: return ignored(entry, language);
    case LogKind::auth_received: return auth(entry, language);
    case LogKind::server_disconnected:
      return std::string(pick({"disconnected by the broker: ", "disconnected：Broker 断开了连接，"}, language)) +
             reason_code(entry.code, language) + quoted_reason(entry.properties);
    case LogKind::received: return topic_sentence({"message from {t}", "message from {t}"}, entry, language);
    case LogKind::disconnected: return disconnected(entry, language);
    case LogKind::failed: return failed(entry, language);
    case LogKind::kicked:
      return std::string(pick({"Another client with the same client id and this one throw each other out; it is not tried again. "
                               "Close the other one (another tab, another device), then connect.",
                               "另一个客户端使用相同的 Client ID，双方互相踢下线，不再重连。请先关闭另一个 (其他标签页或设备)，再连接。"},
                              language));
    case LogKind::stopped: return no_more_attempts(entry.code, entry.text, language);
  }
  return {};
}

}  // namespace ui
