package com.flowex.identity.app.sms;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.platform.outbound.BoundedCall;
import com.flowex.platform.outbound.BoundedCall.Answer;
import com.flowex.platform.outbound.OutboundHosts;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Client of the Messages resource of Twilio's API (2010-04-01), which other providers offer too. It follows no redirect,
 * contacts listed hosts alone, and bounds an answer as a whole.
 */
final class TwilioMessages implements SmsProvider {

    private static final int BYTES_MAX = 256 * 1024;
    private static final int OK_BELOW = 300;
    private static final int OK_FROM = 200;
    private static final int SERVER_ERROR = 500;
    private static final int PAGE = 20;

    /** A provider's clock may be behind ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(2);

    /** No such number; not a mobile phone; the owner has refused messages. */
    private static final Set<Integer> OF_NUMBER = Set.of(21_211, 21_217, 21_610, 21_614);

    private static final Set<String> ENDED_UNSENT = Set.of("failed", "undelivered", "canceled");

    private final SmsSettings.Provider settings;
    private final OutboundHosts hosts;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    /** @param timeout time for an answer as a whole */
    TwilioMessages(SmsSettings.Provider settings, OutboundHosts hosts, Duration timeout) {
        this.settings = settings;
        this.hosts = hosts;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout.dividedBy(2)) // ends before the call as a whole: nothing was sent then
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Result send(Text text) {
        URI address = URI.create(resource());
        if (!mayReach(address)) {
            return new Result.Refused("its host is not listed or not public", false);
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", text.to());
        form.put(settings.isService() ? "MessagingServiceSid" : "From", settings.sender());
        form.put("Body", text.body());
        form.put("ValidityPeriod", Long.toString(Math.max(1, text.life().toSeconds())));
        HttpRequest request = request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        return switch (call(request)) {
            case Answer.Given(int status, String body) -> result(status, body);
            case Answer.TooLong() -> new Result.Unknown("a broken answer");
            case Answer.NotConnected() -> new Result.Refused("no connection", false);
            case Answer.None(String why) -> new Result.Unknown(why);
        };
    }

    private Result result(int status, String body) {
        JsonNode message = parsed(body);
        if (status >= SERVER_ERROR) {
            return new Result.Unknown("status " + status);
        }
        if (status < OK_FROM || status >= OK_BELOW) {
            int code = message.path("code").asInt(0);
            return new Result.Refused("status " + status + " code " + code, OF_NUMBER.contains(code));
        }
        if (ENDED_UNSENT.contains(message.path("status").asText())) {
            int code = message.path("error_code").asInt(0);
            return new Result.Refused("ended with code " + code, OF_NUMBER.contains(code));
        }
        return message.path("sid").asText().isEmpty()
                ? new Result.Unknown("an answer without a number")
                : new Result.Accepted();
    }

    @Override
    public Known find(Text text, Instant since) {
        URI address =
                URI.create(resource() + "?" + encoded(Map.of("To", text.to(), "PageSize", Integer.toString(PAGE))));
        if (!mayReach(address)) {
            return Known.UNANSWERED;
        }
        if (!(call(request(address).GET().build()) instanceof Answer.Given(int status, String body))
                || status < OK_FROM
                || status >= OK_BELOW
                || !parsed(body).path("messages").isArray()) {
            return Known.UNANSWERED;
        }
        Known known = Known.ABSENT;
        for (JsonNode each : parsed(body).path("messages")) {
            if (each.path("body").asText().equals(text.body()) && !isBefore(each, since.minus(CLOCKS_APART))) {
                if (!ENDED_UNSENT.contains(each.path("status").asText())) {
                    return Known.SENT;
                }
                known = Known.NOT_SENT;
            }
        }
        return known;
    }

    /** Returns true if a message was surely created before this time. */
    private static boolean isBefore(JsonNode message, Instant time) {
        try {
            String created = message.path("date_created").asText();
            return ZonedDateTime.parse(created, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .isBefore(time);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Answer call(HttpRequest request) {
        return BoundedCall.send(http, request, timeout, BYTES_MAX);
    }

    private boolean mayReach(URI address) {
        return hosts.allow(address) && hosts.isPublic(address);
    }

    private HttpRequest.Builder request(URI address) {
        String pair = settings.account() + ":" + settings.token();
        return HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private String resource() {
        return settings.base() + "/2010-04-01/Accounts/" + settings.account() + "/Messages.json";
    }

    private JsonNode parsed(String body) {
        try {
            JsonNode answer = json.readTree(body);
            return answer == null ? json.createObjectNode() : answer;
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
