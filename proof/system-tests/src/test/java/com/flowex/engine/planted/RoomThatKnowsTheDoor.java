package com.flowex.engine.planted;

import com.flowex.engine.Exchange;

/** A room of the engine that knows what puts the rooms together. */
public record RoomThatKnowsTheDoor(Exchange exchange) {}
