package com.flowex.ground.refusal.planted;

import com.flowex.edge.http.Answer;

/** A refusal that knows how it is answered; and a class that is no endpoint and knows answers. */
public record RefusalThatKnowsHttp(Answer answer) {}
