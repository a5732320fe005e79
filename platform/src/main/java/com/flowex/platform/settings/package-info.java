/**
 * Settings from the environment, read once at the start into typed values.
 *
 * <p>Invariant: every error is named before anything starts; no other code reads the environment.
 */
@NullMarked
package com.flowex.platform.settings;

import org.jspecify.annotations.NullMarked;
