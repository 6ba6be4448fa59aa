// What the page in the frame, the viewer and `binding.rs` say to each other.

/** A part of a form that is sent in parts: a field, or a file with its text. */
export interface Piece {
  name: string;
  value: string;
  file?: string;
  type?: string;
}

/** A request, as the page makes it. */
export interface Asked {
  method: string;
  url: string;
  fields: [string, string][];
  body?: string;
  pieces?: Piece[];
}

/** What came of it. */
export interface Answered {
  status: number;
  reason: string;
  fields: [string, string][];
  body: string;
  /** Where it came from, redirections followed. */
  url: string;
}

/** What a page says. */
export type Said =
  /** It asks for something itself, and waits; `pressed`: because the person did something. */
  | { what: "ask"; number: number; asked: Asked; pressed: boolean }
  /** The person goes elsewhere: by a link, a form. */
  | { what: "go"; asked: Asked }
  /** Its address is another one, by its own account. */
  | { what: "at"; url: string }
  /** It wanted something from outside, or something that is not there. */
  | { what: "lacks"; name: string };

/** What a page is told: what came of its request, or why nothing did. */
export type Told = { number: number; answered?: Answered; failed?: string };

/** What the script in a page's frame knows of it. */
export interface Setting {
  /** Where the page came from. */
  address: string;
  /** Whose windows listen. */
  home: string;
  dark: boolean;
}

/** Under which name messages are told from others. */
export const MARK = "loopscopePage";
