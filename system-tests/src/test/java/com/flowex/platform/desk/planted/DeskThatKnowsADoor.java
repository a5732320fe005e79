package com.flowex.platform.desk.planted;

import com.flowex.platform.http.Endpoint;

/** A desk that knows one of the ways by which it is asked. */
public record DeskThatKnowsADoor(Endpoint endpoint) {}
