package com.flowex.protocol.sbe.planted;

/** Stands for generated code. */
public record Flyweight() {}
