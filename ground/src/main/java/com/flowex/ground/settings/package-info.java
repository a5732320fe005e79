/**
 * What the environment says, read once at start into typed values.
 *
 * <p>Invariant: every error is named before anything starts; nothing else reads the environment.
 */
@NullMarked
package com.flowex.ground.settings;

import org.jspecify.annotations.NullMarked;
