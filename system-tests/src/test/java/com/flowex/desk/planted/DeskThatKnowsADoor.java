package com.flowex.desk.planted;

import com.flowex.edge.http.Endpoint;

/** A desk that knows one of the ways by which it is asked. */
public record DeskThatKnowsADoor(Endpoint endpoint) {}
