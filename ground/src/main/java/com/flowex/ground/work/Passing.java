package com.flowex.ground.work;

/** Marks a fault of something outside that is expected to pass: one line without a stack trace says all of it. */
public interface Passing {}
