// The first script of every page in the frame: what the page asks for goes to the machine's network, by way of the person's
// terminal, and nothing of it anywhere else. Other windows see a frame without an origin.

import { takeFetch } from "./asking";
import { takeGoing } from "./going";
import { giveWhatLacks } from "./lacking";
import { expectSwagger } from "./swagger";
import { takeXhr } from "./xhr";

document.currentScript?.remove();
takeFetch();
takeXhr();
takeGoing();
giveWhatLacks();
expectSwagger();
