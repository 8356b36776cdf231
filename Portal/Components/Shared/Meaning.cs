namespace Portal.Components.Shared;

/// <summary>The only meanings a colour has. Each always comes with its icon and a word.</summary>
public enum Meaning
{
    Neutral,
    Good,
    Attention,
    Stop,
}

/// <summary>How a meaning is drawn: the letter of its style class and the name of its icon.</summary>
public static class Meanings
{
    public static string Letter(this Meaning meaning) => meaning switch
    {
        Meaning.Good => "g",
        Meaning.Attention => "w",
        Meaning.Stop => "s",
        _ => "n",
    };

    public static string Drawing(this Meaning meaning) => meaning switch
    {
        Meaning.Good => "check",
        Meaning.Attention => "exclaim",
        Meaning.Stop => "cross",
        _ => "minus",
    };
}
