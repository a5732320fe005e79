package com.flowex.engine.planted.common;

import com.flowex.protocol.sbe.planted.Flyweight;

/** A name and a package that say nothing, and a flyweight outside protocol. */
public record WireManager(Flyweight flyweight) {}
