package com.flowex.binance.wsapi;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceSigning;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adapter of a WebSocket API request for an operation.
 *
 * @param key API key of the request or of its session; empty if none
 */
record WsApiCall(
        SocketClient client, SocketClient.SocketMessage message, Optional<Caller> known, String key, Params params)
        implements OperationCall {

    @Override
    public int tenant() {
        return client.tenant();
    }

    @Override
    public InetAddress from() {
        return client.from();
    }

    @Override
    public Caller caller() {
        return known.orElseThrow(() -> new IllegalStateException("a public operation has no caller"));
    }

    @Override
    public void belongsTo(int tenant) {
        client.requireSameTenant(tenant, "what this request names");
    }

    @Override
    public Optional<String> header(String name) {
        return name.equals(BinanceSigning.KEY_HEADER) && !key.isEmpty() ? Optional.of(key) : Optional.empty();
    }

    @Override
    public void drawMore(int requests) {
        if (requests > 0) {
            client.drawMore(message, known, requests);
        }
    }

    /** Does nothing: answers here have no headers. */
    @Override
    public void report(String name, String value) {}

    @Override
    public long minSequence() {
        return 0;
    }

    /** Does nothing: audited operations have no method here ({@link WsApiMethods}). */
    @Override
    public void audit(String subject, @Nullable Object before, @Nullable Object after) {}

    @Override
    public void auditBefore(String subject, @Nullable Object before, Object requested) {
        throw new IllegalStateException("what is written down is asked over HTTP: " + subject);
    }
}
