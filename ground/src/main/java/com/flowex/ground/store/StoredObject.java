package com.flowex.ground.store;

/** Object in a listing. */
public record StoredObject(String name, long bytes) {}
