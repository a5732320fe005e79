package com.flowex.binance.call;

import com.flowex.access.auth.AuditedCaller;
import com.flowex.access.auth.Caller;
import com.flowex.platform.errors.Refusal;
import java.net.InetAddress;
import java.util.Optional;

/** One request of a client, over HTTP or over the WebSocket API. */
public interface OperationCall extends AuditedCaller {

    /** Returns the tenant of the exchange. */
    int tenant();

    /** Returns the parameters, by name. */
    Params params();

    /** Returns the client's address, behind trusted proxies. */
    InetAddress from();

    /**
     * Returns the caller.
     *
     * @throws IllegalStateException if the operation is public
     */
    @Override
    Caller caller();

    /**
     * Takes further requests from the sender's rate limit.
     *
     * @throws Refusal {@code rate_limited} if too few are left
     */
    void drawMore(int requests);

    /** Assigns the call to the tenant of a credential that needs no signature, such as an API key alone. */
    void belongsTo(int tenant);

    /** Returns a header; empty where the transport has none. */
    Optional<String> header(String name);

    /** Adds a header to the answer, where the transport has headers. */
    void report(String name, String value);
}
