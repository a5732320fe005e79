package com.flowex.identity.app.oidc;

import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.outbound.BoundedCall;
import com.flowex.platform.outbound.BoundedCall.Answer;
import com.flowex.platform.outbound.OutboundHosts;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HTTP client of identity providers. It follows no redirect, contacts the hosts that the operator listed alone, and
 * bounds the length and the time of an answer as a whole.
 */
public final class ProviderClient implements AutoCloseable {

    /** Longest accepted answer. */
    static final int BYTES_MAX = 256 * 1024;

    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final HttpClient http;
    private final OutboundHosts hosts;
    private final Duration timeout;

    public ProviderClient(OutboundHosts hosts) {
        this(hosts, Duration.ofSeconds(8));
    }

    /** @param timeout time for an answer as a whole */
    ProviderClient(OutboundHosts hosts, Duration timeout) {
        this.hosts = hosts;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Returns true if the operator lists the host of this address. */
    boolean mayReach(URI address) {
        return hosts.allow(address);
    }

    /**
     * Reads a document of a provider.
     *
     * @throws ProviderFaultException {@code ANSWER} for any other status than 200, a redirect included, and for an
     *     answer that is too long
     * @throws Refusal {@code unavailable} if the provider does not answer in time or reports a failure of its own
     */
    String get(URI address) {
        return send(request(address).GET().build());
    }

    /** Exchanges a code for tokens; returns the answer as sent. It throws as {@link #get} does. */
    String exchange(OidcProvider provider, String code, String verifier, String redirectUri) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", verifier);
        HttpRequest.Builder request = request(provider.endpoints().token());
        if (provider.secretInBody()) {
            form.put("client_id", provider.clientId());
            form.put("client_secret", provider.clientSecret());
        } else {
            String pair = encoded(provider.clientId()) + ":" + encoded(provider.clientSecret());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(URI address) {
        if (!hosts.allow(address) || !hosts.isPublic(address)) {
            throw Refusal.unavailable("the identity provider's host is not listed, or has no public address; it");
        }
        return HttpRequest.newBuilder(address).timeout(timeout).header("Accept", "application/json");
    }

    private String send(HttpRequest request) {
        return switch (BoundedCall.send(http, request, timeout, BYTES_MAX)) {
            case Answer.Given(int status, String body) when status == OK -> body;
            case Answer.Given(int status, String _)
            when status >= SERVER_ERROR || status == TOO_MANY -> throw unavailable();
            case Answer.Given _, Answer.TooLong _ -> throw new ProviderFaultException(ProviderFault.ANSWER);
            case Answer.NotConnected _, Answer.None _ -> throw unavailable();
        };
    }

    private static Refusal unavailable() {
        return Refusal.unavailable("the identity provider");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
