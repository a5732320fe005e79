package com.flowex.platform.storage;

/** Object in a listing. */
public record StoredObject(String name, long bytes) {}
