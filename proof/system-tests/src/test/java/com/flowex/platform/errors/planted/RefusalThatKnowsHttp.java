package com.flowex.platform.errors.planted;

import com.flowex.access.http.response.Answer;

/** A refusal that knows how it is answered; and a class that is no endpoint and knows answers. */
public record RefusalThatKnowsHttp(Answer answer) {}
