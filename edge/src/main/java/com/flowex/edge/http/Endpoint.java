package com.flowex.edge.http;

import com.flowex.ground.refusal.Refusal;

/** One HTTP route's work: translates a request into a call and the result into an answer. Runs on a virtual thread. */
@FunctionalInterface
public interface Endpoint {

    /** @throws Refusal for everything that is the caller's fault or a known condition of ours */
    Answer answer(Request request);
}
