/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.webhook;

import org.jspecify.annotations.NullMarked;
