@NullMarked
package com.flowex.identity.app.restriction;

import org.jspecify.annotations.NullMarked;
