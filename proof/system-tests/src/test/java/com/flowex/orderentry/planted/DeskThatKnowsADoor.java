package com.flowex.orderentry.planted;

import com.flowex.access.http.route.Endpoint;

/** A desk that knows one of the ways by which it is asked. */
public record DeskThatKnowsADoor(Endpoint endpoint) {}
