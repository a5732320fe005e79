package com.flowex.binance.call;

import com.flowex.edge.access.Caller;
import com.flowex.edge.access.Doer;
import com.flowex.ground.refusal.Refusal;
import java.net.InetAddress;
import java.util.Optional;

/** One question of a client, whichever way it came. */
public interface Call extends Doer {

    /** Whose exchange it is for. */
    int tenant();

    /** What was sent, by name. */
    Params params();

    /** Where it comes from, behind the proxies that are trusted. */
    InetAddress from();

    /**
     * Who asks.
     *
     * @throws IllegalStateException if the operation is for anybody
     */
    @Override
    Caller caller();

    /**
     * Draws so many more requests on its sender's budget.
     *
     * @throws Refusal {@code rate_limited} if there are not so many left
     */
    void drawMore(int requests);

    /** Something in this call that proves itself, a key without a signature, belongs to this tenant: so does the call. */
    void belongsTo(int tenant);

    /** What stands beside the parameters, where this way of asking has such a thing. */
    Optional<String> header(String name);

    /** Says something beside the answer, where this way of asking has such a thing. */
    void tell(String name, String value);
}
