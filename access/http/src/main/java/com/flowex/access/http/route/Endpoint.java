package com.flowex.access.http.route;

import com.flowex.access.http.response.Answer;
import com.flowex.platform.errors.Refusal;

/**
 * Work of one HTTP route: translates a request into a call and the result into a response. It runs on a virtual thread.
 */
@FunctionalInterface
public interface Endpoint {

    /** @throws Refusal for every mistake of the caller and every known condition of the exchange */
    Answer answer(Request request);
}
