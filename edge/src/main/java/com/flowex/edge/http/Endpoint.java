package com.flowex.edge.http;

import com.flowex.ground.refusal.Refusal;

/**
 * Work of one HTTP route: translates a request into a call and the result into a response. It runs on a virtual thread.
 */
@FunctionalInterface
public interface Endpoint {

    /** @throws Refusal for every mistake of the caller and every known condition of the exchange */
    Answer answer(Request request);
}
