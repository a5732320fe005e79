package com.flowex.custody.planted;

import com.flowex.desk.Desk;

/** Knows who trades. */
public record CustodyThatKnowsTheDesk(Desk desk) {}
