package com.flowex.ground.store;

/** An object of a list. */
public record StoredObject(String name, long bytes) {}
