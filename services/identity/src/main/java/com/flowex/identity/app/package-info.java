/** Decisions of identity: no HTTP, and no SQL but where ServiceGrammarTest names it. */
@NullMarked
package com.flowex.identity.app;

import org.jspecify.annotations.NullMarked;
