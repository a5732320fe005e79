/** The decisions of the service: no HTTP, and no SQL but where ServiceGrammarTest names it. */
@NullMarked
package com.flowex.tenants.app;

import org.jspecify.annotations.NullMarked;
