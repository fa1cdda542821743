// The sentences of the message window: the original's words (connected, publish message … to …) and what they mean.
#include <iterator>

#include "mqtt/error.h"
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

// MQTT 3.1.1 §3.2.2.3
constexpr Pair kRefusals[] = {
    {"accepted", "已接受"},
    {"the broker does not speak this protocol version", "Broker 不支持该协议版本"},
    {"the client id is not allowed; check it (UIoT: ProductSN and DeviceSN)", "Client ID 不被允许，请检查 (UIoT：ProductSN 和 DeviceSN)"},
    {"the broker's MQTT service is unavailable; it is tried again", "Broker 的 MQTT 服务不可用，稍后会重试"},
    {"wrong user name or password; check them (UIoT: DeviceSecret, not ProductSecret)", "用户名或密码错误，请检查 (UIoT：应为 DeviceSecret，不是 ProductSecret)"},
    {"not authorized; check user name, password and client id", "未获授权，请检查用户名、密码和 Client ID"},
};

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
};
static_assert(std::size(kCauses) == static_cast<std::size_t>(Cause::packet_too_large) + 1);

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

// RFC 6455 §7.4.1
struct CloseCode {
  std::uint16_t code;
  Pair words;
};
constexpr CloseCode kCloseCodes[] = {
    {1000, {"normal end", "正常关闭"}},
    {1001, {"the server is going away", "服务器正在关闭"}},
    {1002, {"WebSocket protocol error", "WebSocket 协议错误"}},
    {1003, {"the server does not take this kind of data", "服务器不接受这类数据"}},
    {1005, {"closed without a code", "关闭时没有给出代码"}},
    {1006, {"broken off without a close", "异常断开，没有关闭帧"}},
    {1007, {"inconsistent data", "数据不一致"}},
    {1008, {"against the server's policy", "违反服务器策略"}},
    {1009, {"message too big for the server", "消息超过服务器上限"}},
    {1010, {"a WebSocket extension is missing", "缺少 WebSocket 扩展"}},
    {1011, {"error inside the server", "服务器内部错误"}},
    {1012, {"the server restarts", "服务器重启"}},
    {1013, {"the server is overloaded, try later", "服务器过载，请稍后再试"}},
    {1014, {"bad gateway", "网关错误"}},
    {1015, {"TLS failed", "TLS 失败"}},
};

std::string cause_words(const LogEntry& entry, Language language) {
  std::string words(pick(kCauses[static_cast<std::size_t>(entry.cause)], language));
  const bool told = entry.cause == Cause::connection_lost && entry.code != 0;
  if (told) words += (language == Language::zh ? "，" : ", ") + close_code(entry.code, language);
  return words;
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

std::string stopped(const LogEntry& entry, Language language) {
  if (entry.code != 0)
    return std::string(pick({"It is not tried again: the answer would be the same. Change the login and connect again.",
                             "不再重连：结果不会改变。请修改登录信息后重新连接。"},
                            language));
  return std::string(pick({"It is not tried again; change what is wrong and connect again.", "不再重连，请修改后重新连接。"}, language));
}

}  // namespace

std::string connect_refusal(std::uint16_t code, Language language) {
  if (code >= std::size(kRefusals)) return "CONNACK " + std::to_string(code);
  return "CONNACK " + std::to_string(code) + ": " + std::string(pick(kRefusals[code], language));
}

std::string close_code(std::uint16_t code, Language language) {
  const std::string number = std::to_string(code);
  for (const CloseCode& known : kCloseCodes)
    if (known.code == code) return number + " (" + std::string(pick(known.words, language)) + ")";
  return number;
}

std::string log_sentence(const LogEntry& entry, Language language) {
  switch (entry.kind) {
    case LogKind::connecting: return fill(pick({"connecting to {t}", "connecting：正在连接 {t}"}, language), {.text = entry.text});
    case LogKind::connected:
      return std::string(entry.number ? pick({"connected, the broker kept the session", "connected：已连接，Broker 保留了会话"}, language)
                                      : pick({"connected", "connected：已连接"}, language));
    case LogKind::reconnecting: return reconnecting(entry, language);
    case LogKind::refused:
      return std::string(pick({"refused: ", "refused：连接被拒绝，"}, language)) + connect_refusal(entry.code, language);
    case LogKind::subscribing_lost:
      return topic_sentence({"subscribe {t}: no answer came before the connection ended", "subscribe {t}：连接断开前没有收到应答"}, entry, language);
    case LogKind::subscribed: return subscribed(entry, language);
    case LogKind::subscribe_refused:
      return topic_sentence({"subscribe {t} fail: the broker refused it (0x80); the device may not read this topic",
                             "subscribe {t} fail：Broker 拒绝 (0x80)，该设备可能无权订阅此 Topic"},
                            entry, language);
    case LogKind::unsubscribed: return topic_sentence({"unsubscribe {t} success", "unsubscribe {t} success"}, entry, language);
    case LogKind::published: return topic_sentence({"publish message to {t}", "publish message to {t}"}, entry, language);
    case LogKind::publish_unknown:
      if (entry.number == 1)
        return topic_sentence({"publish message to {t}: not sent, the connection ended before it could leave",
                               "publish message to {t}：没有发出，连接在发送前断开"},
                              entry, language);
      return topic_sentence({"publish message to {t}: whether it arrived is not known, the connection ended before the acknowledgement",
                             "publish message to {t}：连接在应答前断开，不知道是否送达"},
                            entry, language);
    case LogKind::received: return topic_sentence({"message from {t}", "message from {t}"}, entry, language);
    case LogKind::disconnected: return disconnected(entry, language);
    case LogKind::failed: return failed(entry, language);
    case LogKind::kicked:
      return std::string(pick({"Another client with the same client id and this one throw each other out; it is not tried again. "
                               "Close the other one (another tab, another device), then connect.",
                               "另一个客户端使用相同的 Client ID，双方互相踢下线，不再重连。请先关闭另一个 (其他标签页或设备)，再连接。"},
                              language));
    case LogKind::stopped: return stopped(entry, language);
  }
  return {};
}

}  // namespace ui
