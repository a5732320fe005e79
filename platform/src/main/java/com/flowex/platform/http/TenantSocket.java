package com.flowex.platform.http;

import com.flowex.platform.tenancy.Feature;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that knows whose it is before it is open. A page cannot add headers to one, so {@code ?tenant=slug} says what
 * {@code X-Tenant} would. What is refused goes on as an ordinary request, and is answered by the chain.
 */
final class TenantSocket implements WsListener {

    private final Tenancy tenancy;
    private final Authentication authentication;
    private final IntFunction<WsListener> listenerOf;
    private @Nullable WsListener listener;

    /** @param listenerOf makes the listener for a tenant */
    TenantSocket(Tenancy tenancy, Authentication authentication, IntFunction<WsListener> listenerOf) {
        this.tenancy = tenancy;
        this.authentication = authentication;
        this.listenerOf = listenerOf;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) throws WsUpgradeException {
        try {
            String asked = prologue.query().first("tenant").orElse("");
            int tenant = tenancy.settle(headers, authentication.tenantOf(headers), asked);
            tenancy.requireOn(Feature.STREAMS, tenant);
            listener = listenerOf.apply(tenant);
        } catch (ProblemException refused) {
            throw new WsUpgradeException(refused.code(), refused);
        }
        return listener().onHttpUpgrade(prologue, headers);
    }

    @Override
    public void onOpen(WsSession session) {
        listener().onOpen(session);
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        listener().onMessage(session, text, last);
    }

    @Override
    public void onMessage(WsSession session, BufferData buffer, boolean last) {
        listener().onMessage(session, buffer, last);
    }

    @Override
    public void onPing(WsSession session, BufferData buffer) {
        listener().onPing(session, buffer);
    }

    @Override
    public void onPong(WsSession session, BufferData buffer) {
        listener().onPong(session, buffer);
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        listener().onClose(session, status, reason);
    }

    @Override
    public void onError(WsSession session, Throwable error) {
        listener().onError(session, error);
    }

    private WsListener listener() {
        WsListener made = listener;
        if (made == null) {
            throw new IllegalStateException("a connection is upgraded before it is used");
        }
        return made;
    }
}
